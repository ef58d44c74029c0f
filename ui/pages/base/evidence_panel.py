"""Of an action: when the survey could show its effect, and what the survey says by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.analysis.evidence import BETTER, TOO_EARLY, WORSE
from ui.base.theme import XS, Appearance
from ui.charts.rows import Change, ChangeBar
from ui.text.evidence import evidence_method, evidence_sentence, plan_sentence
from ui.text.language import _
from ui.widgets.basics import label
from ui.widgets.method_note import MethodNote

if TYPE_CHECKING:
    from models.analysis.evidence import Evidence, EvidencePlan
    from models.statistics.proportions import DifferenceInterval
    from models.store.actions import ActionItem
    from models.store.database import Database
    from ui.base.jobs import Progress


@dataclass(frozen=True)
class EvidenceText:
    """What can be said about an action's effect. Both are None without a measure that somebody
    was asked."""

    action_id: int
    plan: EvidencePlan | None
    answer: Evidence | None


def read_evidence(
    db: Database, _progress: Progress, *, item: ActionItem, today: date
) -> EvidenceText:
    """Ask the survey about an action: when, and what by now."""
    from models.huddle.agenda import outlook, survey_answer
    from models.store.actions import day_begun
    from models.store.units import get_unit

    with db.read() as c:
        unit, begun = get_unit(c, item.unit_id), day_begun(c, item)
    plan = outlook(db, unit, item.measure, begun, today, target=item.target)
    return EvidenceText(item.id, plan, survey_answer(db, item, today) if begun <= today else None)


def panel_sentence(told: EvidenceText) -> str:
    """Return what can be said, to be read aloud: the day to know by, or the verdict."""
    plan, answer = told.plan, told.answer
    if plan is None:
        return _("No measure yet, so the survey can't answer. Pick one with “Change”.")
    if answer is not None and _is_answered(told):
        return evidence_sentence(answer)
    return plan_sentence(plan)


def _is_answered(told: EvidenceText) -> bool:
    """Tell whether the survey has said anything of the time since: at least how it stands."""
    answer = told.answer
    return answer is not None and not (answer.status == TOO_EARLY and answer.difference is None)


def changes_of(answer: Evidence | None) -> list[Change]:
    """Return the changes to draw: the unit's own, which decides the word, and the rest's."""
    if answer is None:
        return []
    signal = {BETTER: "above", WORSE: "below"}.get(answer.status, "")
    found = []
    if answer.difference is not None:
        found.append(_change(_("This unit"), answer.difference, signal))
    if answer.rest is not None:
        found.append(_change(_("Rest of hospital"), answer.rest, ""))
    return found


def _change(name: str, found: DifferenceInterval, signal: str) -> Change:
    return Change(name, found.estimate, found.lower, found.upper, signal)


class EvidencePanel(QWidget):
    """Shows a `EvidenceText`: a sentence, and the change with its interval once there is one."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence_panel")
        self._title = label(_("Did it help?"), "card")
        self._words = label("", "body", wrap=True)
        self._words.setObjectName("evidence_words")
        self.chart = ChangeBar(look)
        self.method = MethodNote()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        for part in (self._title, self._words, self.chart, self.method):
            column.addWidget(part)
        self.clear()

    @property
    def text(self) -> str:
        return self._words.text()

    def clear(self) -> None:
        """Show nothing, while it is not known yet."""
        self._words.setText("")
        self.chart.show_changes((), "")
        self.method.show_method("")
        self.setVisible(False)

    def show_told(self, told: EvidenceText) -> None:
        """Show what the survey says, or when it could."""
        words = panel_sentence(told)
        self._title.setText(_("Did it help?") if _is_answered(told) else _("When will we know?"))
        self._words.setText(words)
        changes = changes_of(told.answer)
        self.chart.show_changes(changes, words)
        self.chart.setVisible(bool(changes))
        answered = told.answer if _is_answered(told) else None
        self.method.show_method(evidence_method(answered) if answered is not None else "")
        tone = {BETTER: "above", WORSE: "below"}.get(told.answer.status if told.answer else "", "")
        self._words.setProperty("tone", tone)
        self._words.style().polish(self._words)
        self.setVisible(True)
