"""Sentences of the settings, and the small parts all its sections are made of."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.basics import label


def size_words(size_bytes: int) -> str:
    """Return a size as "12.4 MB"."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def named(name: str, field: QWidget, about: str = "") -> QVBoxLayout:
    """Return a field below its name, and below it what it is about."""
    column = QVBoxLayout()
    column.setSpacing(4)
    head = label(name, "strong")
    head.setBuddy(field)
    head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    column.addWidget(head)
    column.addWidget(field)
    if about:
        words = label(about, "secondary", wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        words.setSizePolicy(policy)
        column.addWidget(words)
    return column
