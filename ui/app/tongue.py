"""The language of Qt's own texts, number fields and layout direction, beside that of ours."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ui.text.language import current_locale, is_right_to_left, set_language

DIRECTION_VARIABLE = "QT_LAYOUT_DIRECTION"
"""Set to RTL, it turns the window around whatever the language."""

_TRANSLATOR = "qt_texts"


def speak(app: QApplication, code: str) -> None:
    """Use a language for our sentences and for what Qt says itself: buttons of dialogs, menus of
    text fields. Windows that are open keep their words until they are built anew."""
    set_language(code)
    locale = QLocale(str(current_locale()))
    QLocale.setDefault(locale)
    for before in app.findChildren(QTranslator, _TRANSLATOR):
        app.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(app)
    translator.setObjectName(_TRANSLATOR)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(locale, "qtbase", "_", folder):
        app.installTranslator(translator)
    turned = os.environ.get(DIRECTION_VARIABLE, "").upper() == "RTL"
    direction = Qt.LayoutDirection
    app.setLayoutDirection(
        direction.RightToLeft if turned or is_right_to_left() else direction.LeftToRight
    )
