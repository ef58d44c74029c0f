"""Asking for the passphrase of encrypted data, and locking them when nobody is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from models.errors import UserError
from ui.base.live_data import LiveData
from ui.base.theme import XL, Appearance, L, M
from ui.text.language import _
from ui.widgets.basics import label
from ui.widgets.password_field import PasswordField

NEEDED, WRONG = "passphrase-needed", "wrong-passphrase"
ASKS_PASSPHRASE = (NEEDED, WRONG)

WIDTH_PX = 420
IDLE_MINUTES = 15
_SIGNS_OF_LIFE = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)


class PassphraseDialog(QDialog):
    """One field for the passphrase or the recovery key. `given` hands it over."""

    given = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget, *, wrong: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("passphrase_dialog")
        self.setWindowTitle(_("Passphrase"))
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        for words, role, tone in (
            (_("Your data is locked"), "verdict", ""),
            (_("Enter your passphrase or your printed recovery key."), "body", "mute"),
        ):
            part = label(words, role, tone=tone, wrap=True)
            part.setFixedWidth(look.px(WIDTH_PX))
            column.addWidget(part)
        self.field = PasswordField(look)
        self.field.line.setAccessibleName(_("Passphrase or recovery key"))
        self.field.line.setPlaceholderText(_("Passphrase"))
        self.field.ask(
            _("That passphrase didn't work. Check capitals and spaces.") if wrong else ""
        )
        self.field.given.connect(self._give)
        column.addWidget(self.field)
        self.field.line.setFocus()

    def _give(self, text: str) -> None:
        self.given.emit(text)
        self.accept()


def ask_passphrase(
    data: LiveData, look: Appearance, parent: QWidget, problem: UserError
) -> PassphraseDialog:
    """Ask for the passphrase, and open the data again with what is given."""

    def open_with(text: str) -> None:
        from models.store.database import key_from_text

        data.key = key_from_text(text)
        data.open()

    dialog = PassphraseDialog(look, parent, wrong=problem.code == WRONG and data.key is not None)
    dialog.given.connect(open_with)
    dialog.open()
    return dialog


class IdleLock(QObject):
    """Locks encrypted data after fifteen minutes without a key or the mouse."""

    def __init__(self, data: LiveData, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(IDLE_MINUTES * 60_000)
        self.timer.timeout.connect(self.lock)
        app.installEventFilter(self)
        self.timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self.timer.start()
        return False

    def lock(self) -> None:
        """Lock the data if they are encrypted, and ask for the passphrase."""
        if self._data.is_encrypted:
            self._data.lock()
            self._data.refused.emit(locked_problem())


def locked_problem() -> UserError:
    return UserError(NEEDED)
