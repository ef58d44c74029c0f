"""The sections of few fields: organization, small numbers, look."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
)

from models.huddle.session import FIRST_NAME, ROLE
from ui.base.context import PageContext
from ui.base.organization import ORGANIZATION_NAME
from ui.base.preferences import TEXT_SIZES
from ui.base.theme import CONTRAST, DARK, LIGHT, SYSTEM, L, M
from ui.base.undo import Undoable
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.pages.settings.words import named
from ui.text.formats import number, percent
from ui.text.language import _, language_name, languages
from ui.widgets.basics import button, label

FIELD_PX = 360
NUMBER_PX = 96
PUBLISHED_FLOOR = 11


class OrganizationSection(Section):
    """Whose data these are, and where rows belong that name no hospital."""

    key = "organization"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Organization"),
            _("Your organization’s name, saved with the data for all users."),
        )
        self.name = QLineEdit()
        self.name.setObjectName("organization_name")
        self.name.setAccessibleName(_("Organization name"))
        self.facility = QLineEdit()
        self.facility.setObjectName("default_facility")
        self.facility.setAccessibleName(_("Hospital to use when a file doesn’t name one"))
        for field in (self.name, self.facility):
            field.setFixedWidth(desk.look.px(FIELD_PX))
        name_about = _(
            "Appears in the window and on printouts. Leave blank to use the hospital’s name."
        )
        self.body.addLayout(named(_("Name"), self.name, name_about))
        facility_about = _(
            "Many files name the unit but not the hospital. Their surveys go here. You can "
            "change it for each file."
        )
        self.body.addLayout(
            named(_("Hospital to use when a file doesn’t name one"), self.facility, facility_about)
        )
        self.body.addStretch(1)
        self._settings: queries.Settings | None = None
        self.name.editingFinished.connect(self._save_name)
        self.facility.editingFinished.connect(self._save_facility)

    def show_settings(self, settings: queries.Settings) -> None:
        self._settings = settings
        only = settings.facilities[0] if len(settings.facilities) == 1 else ""
        self.name.setPlaceholderText(only)
        for field, text in (
            (self.name, settings.organization),
            (self.facility, settings.default_facility),
        ):
            if not (field.hasFocus() and field.isModified()):
                field.setText(text)

    def _save_name(self) -> None:
        name = self.name.text().strip()
        if self._settings is not None and name != self._settings.organization:
            self.name.setModified(False)
            undo = Undoable(_("Change the organization's name"), "settings", (ORGANIZATION_NAME,))
            self.write(partial(queries.write_organization, name=name), undo)

    def _save_facility(self) -> None:
        name = self.facility.text().strip()
        if self._settings is not None and name != self._settings.default_facility:
            self.facility.setModified(False)
            undo = Undoable(_("Change the hospital’s name"), "settings", ("default_facility",))
            self.write(partial(queries.write_facility, name=name), undo)


class PrivacySection(Section):
    """The fewest answers of which a result is shown."""

    key = "privacy"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Privacy"),
            _(
                "Results with fewer answers are hidden everywhere: on screen, in print, and "
                "in exports. In small groups, someone could guess who said what. The period "
                "is widened and labeled."
            ),
        )
        self.floor = QLineEdit()
        self.floor.setObjectName("small_cell_floor")
        self.floor.setAccessibleName(_("Fewest answers to show"))
        self.floor.setFixedWidth(desk.look.px(NUMBER_PX))
        self._caution = label("", "body", tone="below", wrap=True)
        self._caution.setObjectName("floor_caution")
        self._reset = button(
            _("Use {n}").format(n=PUBLISHED_FLOOR), partial(self._save, PUBLISHED_FLOOR)
        )
        about = _(
            "CMS uses {n} for its published scores. You can choose 1 to {most}. In this "
            "window, someone could work out hidden results by subtracting periods. Prints, "
            "files, and the huddle screen use whole quarters, so that can't happen."
        ).format(n=PUBLISHED_FLOOR, most=number(1000))
        self.body.addLayout(named(_("Fewest answers to show"), self.floor, about))
        self.body.addWidget(self._caution)
        row = QHBoxLayout()
        row.addWidget(self._reset)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self._stored = 0
        self.floor.editingFinished.connect(self._save_typed)

    def show_settings(self, settings: queries.Settings) -> None:
        self._stored = settings.floor
        if not (self.floor.hasFocus() and self.floor.isModified()):
            self.floor.setText(str(settings.floor))
        below = settings.floor < PUBLISHED_FLOOR
        self._caution.setVisible(below)
        self._caution.setText(
            _(
                "Results with only {n} answers are shown. Someone could recognize a patient. "
                "Share them only with people who may see single answers."
            ).format(n=number(settings.floor))
        )
        self._reset.setVisible(settings.floor != PUBLISHED_FLOOR)

    def _save_typed(self) -> None:
        try:
            floor = int(self.floor.text())
        except ValueError:
            floor = 0  # outside the range: the store says so
        self._save(floor)

    def _save(self, floor: int) -> None:
        if floor != self._stored:
            self.floor.setModified(False)
            undo = Undoable(_("Change the fewest answers"), "settings", ("small_cell_floor",))
            self.write(partial(queries.write_floor, floor=floor), undo)


class LookSection(Section):
    """Light, dark, or as the system is; the huddle on the room's screen; the language."""

    key = "look"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(desk, _("Appearance"), _("Only for you on this computer."))
        self.choices: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for choice, words in (
            (SYSTEM, _("Match system")),
            (LIGHT, _("Light")),
            (DARK, _("Dark")),
            (CONTRAST, _("High contrast")),
        ):
            made = QRadioButton(words)
            made.setObjectName(f"theme_{choice}")
            made.setChecked(desk.look.choice == choice)
            made.toggled.connect(partial(self._choose, choice))
            self._group.addButton(made)
            self.choices[choice] = made
            self.body.addWidget(made)
        self.body.setSpacing(M)
        self._build_text_size(desk)
        self._build_room(desk)
        self._build_language(desk)
        self.body.addStretch(1)

    def _build_text_size(self, desk: PageContext) -> None:
        self.text_size = QComboBox()
        self.text_size.setObjectName("text_size")
        self.text_size.setAccessibleName(_("Text size"))
        for size in TEXT_SIZES:
            self.text_size.addItem(percent(size / 100), size)
        self.text_size.setCurrentIndex(TEXT_SIZES.index(desk.preferences.text_size))
        self.text_size.setFixedWidth(desk.look.px(FIELD_PX))
        self.text_size.activated.connect(self._choose_text_size)
        field = named(_("Text size"), self.text_size)
        field.setContentsMargins(0, L, 0, 0)
        self.body.addLayout(field)

    def _choose_text_size(self, _row: int) -> None:
        size = int(self.text_size.currentData())
        if self.desk.preferences.text_size != size:
            self.desk.preferences.text_size = size
            self.desk.preferences.save()
            self.desk.look.set_text_size(size / 100)
            self.saved.emit()
            self.desk.rebuild()

    def _build_room(self, desk: PageContext) -> None:
        """Add the choice for the screen of the huddle, which others look at from afar."""
        about = label(_("Huddle screen"), "card")
        about.setContentsMargins(0, L, 0, 0)
        self.body.addWidget(about)
        self._room_group = QButtonGroup(self)
        for choice, words in ((DARK, _("Light on dark")), (LIGHT, _("Dark on light"))):
            made = QRadioButton(words)
            made.setObjectName(f"room_theme_{choice}")
            made.setChecked(desk.preferences.room_theme == choice)
            made.toggled.connect(partial(self._choose_room, choice))
            self._room_group.addButton(made)
            self.body.addWidget(made)
        self.owners: dict[str, QRadioButton] = {}
        self._owners_group = QButtonGroup(self)
        names = (
            (FIRST_NAME, _("Show owners by first name")),
            (ROLE, _("Show owners by role")),
        )
        for style, words in names:
            made = QRadioButton(words)
            made.setObjectName(f"owners_{style}")
            made.clicked.connect(partial(self._choose_owners, style))
            self._owners_group.addButton(made)
            self.owners[style] = made
            self.body.addWidget(made)
        self.still = QCheckBox(_("Show numbers right away, without motion"))
        self.still.setObjectName("reduced_motion")
        self.still.setChecked(desk.preferences.reduced_motion)
        self.still.toggled.connect(self._choose_motion)
        self.body.addWidget(self.still)

    def show_settings(self, settings: queries.Settings) -> None:
        """Mark how owners are shown, which is kept with the data for everybody."""
        self.owners[ROLE if settings.owner_style == ROLE else FIRST_NAME].setChecked(True)

    def _choose_owners(self, style: str, _checked: bool = True) -> None:
        self.desk.data.execute(partial(queries.write_owner_style, style=style))
        self.saved.emit()

    def _choose_motion(self, still: bool) -> None:
        self.desk.preferences.reduced_motion = still
        self.desk.preferences.save()
        self.saved.emit()

    def _build_language(self, desk: PageContext) -> None:
        self.language = QComboBox()
        self.language.setObjectName("language")
        self.language.setAccessibleName(_("Language"))
        self.language.addItem(_("Match system"), "")
        for code in languages():
            self.language.addItem(language_name(code), code)
        self.language.setCurrentIndex(self.language.findData(desk.preferences.language))
        self.language.setFixedWidth(desk.look.px(FIELD_PX))
        self.language.activated.connect(self._choose_language)
        field = named(_("Language"), self.language)
        field.setContentsMargins(0, L, 0, 0)
        self.body.addLayout(field)

    def _choose_language(self, _row: int) -> None:
        code = str(self.language.currentData())
        if self.desk.preferences.language != code:
            self.desk.preferences.language = code
            self.desk.preferences.save()
            self.saved.emit()
            self.desk.change_language(code)

    def _choose_room(self, choice: str, checked: bool) -> None:
        if checked and self.desk.preferences.room_theme != choice:
            self.desk.preferences.room_theme = choice
            self.desk.preferences.save()
            self.saved.emit()

    def _choose(self, choice: str, checked: bool) -> None:
        if checked and self.desk.look.choice != choice:
            self.desk.look.choose(choice)
            self.desk.preferences.theme = choice
            self.desk.preferences.save()
            self.saved.emit()
