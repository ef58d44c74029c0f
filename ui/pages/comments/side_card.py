"""The chosen comment, whole, with what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.huddle.comments import HIDDEN, PARKED, STARRED, ShownVoice
from ui.base.theme import Appearance, L, M, S
from ui.text.comments import mask_words, month_words, tone_note, topic_lines
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.masked_text import masked_html
from ui.widgets.scrolled import scrolled


class VoicePane(Surface):
    """Never draws an unmasked word that nobody released."""

    state_requested = Signal(str)
    topics_requested = Signal()
    undo_requested = Signal()
    release_requested = Signal()
    """Show the names of this praise, or mask them again."""

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self._look = look
        self._voice: ShownVoice | None = None
        self.setObjectName("voice_pane")
        self._over = label("", "secondary", wrap=True)
        self._words = QLabel()
        self._topics = label("", "body", tone="mute", wrap=True)
        self._mask = label("", "secondary", wrap=True)
        self._inside = QWidget()
        self.buttons: dict[str, QPushButton] = {}
        self.release = button("", self.release_requested.emit)
        self._build()
        look.changed.connect(self._draw)

    def show_voice(self, voice: ShownVoice | None) -> None:
        """Show a comment, None for none."""
        self._voice = voice
        self._inside.setVisible(voice is not None)
        for part in self.buttons.values():
            part.setEnabled(voice is not None or part is self.buttons["undo"])
        if voice is None:
            self.release.hide()
            return
        parts = (month_words(voice.month), voice.unit)
        self._over.setText(" · ".join(part for part in parts if part))
        self._topics.setText(topic_lines(voice))
        self._say_buttons(voice)
        self._say_mask(voice)
        self._draw()

    def _say_buttons(self, voice: ShownVoice) -> None:
        names = {
            STARRED: (_("Star"), _("Remove star")),
            PARKED: (_("Save for the huddle"), _("Remove from huddle")),
            HIDDEN: (_("Hide"), _("Show")),
        }
        keys = {STARRED: "S", PARKED: "P", HIDDEN: "H"}
        for state, (give, take) in names.items():
            words = take if voice.state == state else give
            self.buttons[state].setText(f"{words}  ({keys[state]})")

    def _say_mask(self, voice: ShownVoice) -> None:
        self.release.setVisible(voice.masks_names and voice.may_be_unmasked)
        act = _("Mask the names again") if voice.released else _("Show the names…")
        self.release.setText(f"{act}  (N)")
        self._mask.setText(mask_words(voice))

    def _draw(self) -> None:
        if self._voice is not None:
            theme = self._look.theme
            voice = self._voice
            self._words.setText(
                masked_html(voice.text, voice.marks, color=theme.ink, tint=theme.unit_soft)
            )
            self._words.setAccessibleName(voice.text)

    def _build(self) -> None:
        self._words.setObjectName("voice_words")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setProperty("role", "reading")
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mask.setObjectName("voice_mask")
        self._topics.setObjectName("voice_topics")
        self._topics.setToolTip(tone_note())
        self._topics.setAccessibleDescription(tone_note())
        self.release.setObjectName("voice_release")
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, S, 0)
        inside.setSpacing(M)
        for part in (self._over, self._words, self._topics, self._mask):
            inside.addWidget(part)
        inside.addStretch(1)
        scroll = scrolled(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(scroll, 1)
        column.addWidget(self.release)
        column.addLayout(self._build_buttons())
        self.show_voice(None)

    def _build_buttons(self) -> QGridLayout:
        acts = (
            (STARRED, "", lambda: self.state_requested.emit(STARRED)),
            (HIDDEN, "", lambda: self.state_requested.emit(HIDDEN)),
            ("topics", _("Themes…") + "  (T)", self.topics_requested.emit),
            ("undo", _("Undo") + "  (U)", self.undo_requested.emit),
            (PARKED, "", lambda: self.state_requested.emit(PARKED)),
        )
        grid = QGridLayout()
        grid.setSpacing(S)
        for place, (key, words, act) in enumerate(acts):
            made = button(words, act)
            made.setObjectName(f"voice_{key}")
            self.buttons[key] = made
            span = 2 if key == PARKED else 1
            grid.addWidget(made, place // 2, place % 2, 1, span)
        return grid
