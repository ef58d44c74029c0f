"""Dialogs about comments: what one is about, and which names are masked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models.huddle.comments import ShownVoice, all_themes
from ui.base.theme import XL, Appearance, L, M, S
from ui.text.comments import names_help
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.check_list import CheckList
from ui.widgets.options import Option

WIDTH_PX = 420
LIST_PX = 300
_TAG = "tag:"


class TopicsDialog(QDialog):
    """Themes and tags of a comment: Space checks, a new tag is typed below, Enter there adds it.
    `tags` are all there are, each as a room may see it.
    "Done" and Ctrl+Enter keep it, Escape leaves everything as it was."""

    decided = Signal(list, list)
    """The keys of the themes, and the tags."""

    def __init__(
        self, look: Appearance, voice: ShownVoice, tags: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("topics_dialog")
        self.setWindowTitle(_("What is this comment about?"))
        self.list = CheckList(look, _("Themes and tags"))
        self.tag = QLineEdit()
        self._tags = {**dict(zip(voice.tags, voice.tag_names, strict=True)), **tags}
        self._checked: list[object] = [*voice.themes, *(_TAG + tag for tag in voice.tags)]
        self._build(look)
        self._offer()
        self.list.search.setFocus()

    def _offer(self) -> None:
        themes = [Option(theme.key, _(theme.label)) for theme in all_themes()]
        tags = [Option(_TAG + tag, shown, note=_("your tag")) for tag, shown in self._tags.items()]
        there = {option.key for option in (*themes, *tags)}
        self.list.model.set_options(
            [*tags, *themes], [key for key in self._checked if key in there]
        )

    def _add_tag(self) -> None:
        tag = " ".join(self.tag.text().split())
        if not tag:
            return
        self._checked = self.list.model.checked
        same = next((t for t in self._tags if t.casefold() == tag.casefold()), None)
        if same is None:
            self._tags = {tag: tag, **self._tags}
        self._checked.append(_TAG + (same or tag))
        self.tag.clear()
        self.list.search.clear()
        self._offer()

    def _keep(self) -> None:
        self._add_tag()
        checked = [str(key) for key in self.list.model.checked]
        themes = [key for key in checked if not key.startswith(_TAG)]
        tags = [key.removeprefix(_TAG) for key in checked if key.startswith(_TAG)]
        self.decided.emit(themes, tags)
        self.accept()

    def _build(self, look: Appearance) -> None:
        self.tag.setObjectName("new_tag")
        self.tag.setPlaceholderText(_("Add your own tag and press Enter"))
        self.tag.setAccessibleName(_("Your own tag"))
        self.tag.returnPressed.connect(self._add_tag)
        self.list.setFixedSize(look.px(WIDTH_PX), look.px(LIST_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(label(_("What is this comment about?"), "verdict"))
        column.addWidget(self.list)
        column.addWidget(self.tag)
        column.addLayout(_ending(self, _("Done"), self._keep))


class NamesDialog(QDialog):
    """A unit's own list of names to mask, one in a line."""

    decided = Signal(list)

    def __init__(self, look: Appearance, unit: str, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("names_dialog")
        title = _("Names to mask in comments for {unit}").format(unit=unit)
        self.setWindowTitle(title)
        self.names = QPlainTextEdit("\n".join(names))
        self.names.setObjectName("names_to_mask")
        self.names.setAccessibleName(title)
        self.names.setTabChangesFocus(True)
        self.names.setFixedSize(look.px(WIDTH_PX), look.px(220))
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(label(title, "verdict"))
        about = label(
            names_help(),
            "body",
            tone="mute",
            wrap=True,
        )
        about.setFixedWidth(look.px(WIDTH_PX))
        column.addWidget(about)
        column.addWidget(self.names)
        column.addLayout(_ending(self, _("Save"), self._keep))
        self.names.setFocus()

    def _keep(self) -> None:
        self.decided.emit([line.strip() for line in self.names.toPlainText().splitlines()])
        self.accept()


def _ending(dialog: QDialog, words: str, keep: object) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(S)
    row.addStretch(1)
    cancel = button(_("Cancel"), dialog.reject)
    cancel.setAutoDefault(False)
    agree = button(words, keep, kind="primary")  # type: ignore[arg-type]
    agree.setObjectName("agree")
    agree.setAutoDefault(False)
    for key in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(key), dialog, agree.click)
    row.addWidget(cancel)
    row.addWidget(agree)
    return row
