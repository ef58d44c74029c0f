"""What is said of adjusted means: whether units differ, who has stars, what was adjusted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.formats import listed, number, percent
from ui.text.language import _, ngettext
from ui.text.units import some_names

if TYPE_CHECKING:
    from models.analysis.case_mix import CaseMix
    from models.statistics.case_mix import CaseMixOptions

MOST_NAMED = 3
_POOR_RELIABILITY = 0.7
_LEVEL = 0.05
_CAUTION_BELOW = 100


def case_mix_verdict(found: CaseMix) -> str:
    """Return whether units differ at all, then who is starred."""
    shown = [unit for unit in found.units if not unit.too_few]
    if found.why:
        return _missing(found)
    if len(shown) < 2:
        return _("No other unit to compare with yet: only {unit} has enough surveys.").format(
            unit=shown[0].name
        )
    if found.f is None or found.p is None:
        if len({unit.adjusted for unit in shown}) > 1:
            return _("Too many units gave one answer only, so the differences can't be tested.")
        return _("All answers are the same, so there is nothing to compare.")
    after = bool(found.adjusters)
    if found.p >= _LEVEL:
        return f"{_no_difference(found.by, after=after)} {_noticed(found)}".strip()
    sentences = [_real_difference(found.by, after=after)]
    above = [unit.name for unit in shown if unit.stars == 3]
    below = [unit.name for unit in shown if unit.stars == 1]
    if above:
        sentences.append(_("Above average: {names}.").format(names=some_names(above, MOST_NAMED)))
    if below:
        sentences.append(_("Below average: {names}.").format(names=some_names(below, MOST_NAMED)))
    if found.reliability is not None and found.reliability < _POOR_RELIABILITY:
        sentences.append(_("They're too close to rank."))
    return " ".join(sentences)


def case_mix_notes(found: CaseMix) -> list[str]:
    """Return what to know to read the figures, one sentence each."""
    if found.why:
        return []
    notes = [
        _("Surveys of {questionnaire}. Averages, not % best answer.").format(
            questionnaire=found.questionnaire
        )
    ]
    if found.modes_differ:
        notes.append(
            _(
                "Units surveyed their patients in different ways. Adjust for survey mode to "
                "compare them."
            )
        )
    if found.adjusters and found.options.impute:
        notes.append(_("A missing answer counts as the average of its unit."))
    notes += option_notes(found.options, found.by, found.weigh)
    if any(unit.too_few for unit in found.units):
        text = (
            _("Units with fewer than {floor} surveys are left out.")
            if found.by == "unit"
            else _("Hospitals with fewer than {floor} surveys are left out.")
        )
        notes.append(text.format(floor=number(found.floor)))
    if any(not unit.too_few and unit.n < _CAUTION_BELOW for unit in found.units):
        notes.append(_("AHRQ asks for caution below 100 surveys."))
    if any(name.split("=")[0] in ("overall_health", "mental_health") for name in found.adjusters):
        notes.append(_("CMS also adjusts for age, service line, and how late a survey came back."))
    return notes


def option_notes(options: CaseMixOptions, by: str, weigh: str) -> list[str]:
    """Return what was chosen otherwise than AHRQ's program does by itself."""
    notes = []
    if not options.impute:
        notes.append(_("Surveys without an answer to adjust for are left out."))
    if weigh != "alike":
        notes.append(
            _("Each unit counts by its surveys.")
            if by == "unit"
            else _("Each hospital counts by its surveys.")
        )
    if options.k is None:
        notes.append(_("Each question counts by its answers."))
    elif options.k > 1:
        notes.append(_("A question counts by its answers, up to {k}.").format(k=f"{options.k:g}"))
    if options.smoothing:
        notes.append(
            _("Variances are smoothed as if by {n} more surveys.").format(
                n=f"{options.smoothing:g}"
            )
        )
    return notes + _star_notes(options)


def _star_notes(options: CaseMixOptions) -> list[str]:
    notes = []
    if options.p_value != _LEVEL:
        notes.append(_("A star needs p below {p}.").format(p=f"{options.p_value:g}"))
    if options.change:
        notes.append(
            _("A star needs a difference of {share} of the way to the end of the scale.").format(
                share=percent(options.change)
            )
        )
    if options.mean_difference:
        notes.append(
            _("A star needs a difference of {points}.").format(
                points=f"{options.mean_difference:g}"
            )
        )
    if options.slope_error:
        notes.append(_("The uncertainty of the adjustment itself counts too."))
    elif options.small_sample:
        notes.append(_("Variances are multiplied by n / (n − 1)."))
    return notes


def _missing(found: CaseMix) -> str:
    """Return why there are no adjusted means."""
    if found.why == "no_surveys":
        return _("No whole surveys with this question yet.")
    if found.why == "unanswered":
        return _("Nobody answered: {questions}.").format(questions=listed(found.why_items))
    if found.why == "no_mode":
        return _("No survey says how the patient was surveyed.")
    if found.why == "scales":
        return _("The questions have different scales, so no share of the scale can be asked for.")
    text = ngettext(
        "Too few surveys: no unit has {floor} with this question.",
        "Too few surveys: no unit has {floor} with this question.",
        found.floor,
    )
    return text.format(floor=number(found.floor))


def _noticed(found: CaseMix) -> str:
    """Return how far from the mean a unit would have been noticed, on the measure's own scale."""
    if found.noticeable is None:
        return ""
    return _("(We'd notice about {n} on the question's scale.)").format(
        n=number(found.noticeable, 2)
    )


def _no_difference(by: str, *, after: bool) -> str:
    if by == "unit":
        return (
            _("No clear differences between units after adjusting.")
            if after
            else _("No clear differences between units.")
        )
    return (
        _("No clear differences between hospitals after adjusting.")
        if after
        else _("No clear differences between hospitals.")
    )


def _real_difference(by: str, *, after: bool) -> str:
    if by == "unit":
        return (
            _("Units really do differ, even after adjusting.")
            if after
            else _("Units really do differ.")
        )
    return (
        _("Hospitals really do differ, even after adjusting.")
        if after
        else _("Hospitals really do differ.")
    )
