"""When the survey can show a change, and whether it did: every sentence about evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.analysis.evidence import (
    BETTER,
    CASE_MIX,
    MODE,
    NO_ANSWERS,
    NO_CLEAR_CHANGE,
    NO_ROOM,
    NOT_COMPARABLE,
    SHORT_BASELINE,
    TOO_EARLY,
    TOO_FEW,
    TOO_SLOW,
    WORSE,
)
from ui.text.formats import day_name, months_name, number, percent
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.analysis.evidence import Changed, Evidence, EvidencePlan, LowStart, Mix, Side
    from models.statistics.proportions import DifferenceInterval


def plan_sentence(plan: EvidencePlan) -> str:
    """Return when a rise could be known, or why it can't be and what would help."""
    if plan.reason == NO_ANSWERS:
        return _("No earlier surveys to start from. Import older files to get a baseline.")
    if plan.reason == TOO_FEW:
        return _(
            "Not enough earlier surveys to detect a change (fewer than {floor}). Older files "
            "would help."
        ).format(floor=number(plan.floor))
    if plan.reason == SHORT_BASELINE:
        return _short_baseline(plan)
    rise = points_rise(plan.change)
    if plan.reason == NO_ROOM:
        return _(
            "At {share} there is no room for {rise}. Aim lower, and count how often you do it."
        ).format(share=percent(plan.share), rise=rise)
    if plan.reason == TOO_SLOW or plan.known_by is None:
        return _too_slow(plan, rise)
    return _("At {pace} it takes about {months} to confirm {rise}. {known}").format(
        pace=pace_words(plan.per_month),
        months=_months(plan.months or 0),
        rise=rise,
        known=known_by_sentence(plan),
    )


def known_by_sentence(plan: EvidencePlan) -> str:
    """Return by when a rise will be known, and in how many cases, empty without a day."""
    if plan.known_by is None:
        return ""
    day = day_name(plan.known_by)
    chance = plan.chance or 0.8
    if chance >= 0.95:
        return _("If it's real, we'll almost certainly know by {day}.").format(day=day)
    if chance >= 0.86:
        return _("In about 9 of 10 cases we'll know by {day}.").format(day=day)
    return _("In about 4 of 5 cases we'll know by {day}.").format(day=day)


def evidence_headline(found: Evidence) -> str:
    """Return the finding in one short sentence, without what stands beside it."""
    shares = _shares(found)
    if found.changed:
        return _changed_sentence(found.changed[0])
    if found.status == BETTER:
        return _("Better: {shares}.").format(shares=shares)
    if found.status == WORSE:
        return _("Worse: {shares}.").format(shares=shares)
    if found.status == NO_CLEAR_CHANGE:
        return _("No clear change: {shares}.").format(shares=shares)
    if found.status == TOO_EARLY:
        return _("Too early to say.")
    return _("Too few surveys to say.")


def evidence_sentence(found: Evidence) -> str:
    """Return the whole finding, to be read aloud: the word, the rest, and what to beware of."""
    parts = [evidence_headline(found)]
    parts += [_changed_sentence(each) for each in found.changed[1:]]
    if found.changed and found.status != NOT_COMPARABLE:
        parts.append(_("So before and after can't be compared."))
    if found.status == TOO_EARLY:
        parts += ["" if found.changed else _waiting(found), _so_far(found)]
    elif found.status == NOT_COMPARABLE:
        parts.append(_not_compared(found))
    elif found.status in (BETTER, WORSE, NO_CLEAR_CHANGE):
        parts += [_compared_months(found), _noticed(found), _beside_the_rest(found)]
    else:
        parts += [_so_far(found), _noticed(found), _help(found)]
    if found.status != NOT_COMPARABLE:
        parts.append(warning_sentence(found))
    return " ".join(part for part in parts if part)


def warning_sentence(found: Evidence) -> str:
    """Return the warning about a start at a low, empty where there was none."""
    start = found.low_start
    if not start:
        return ""
    return f"{_low_sentence(found, start)} {_('Part of any rise would have happened anyway.')}"


def evidence_method(found: Evidence) -> str:
    """Return how the finding was computed, for who asks."""
    parts = [
        _("Before: {before}. After: {after}.").format(
            before=_side_words(found.before), after=_side_words(found.after)
        ),
        _(
            "We leave out the three months before the action, because a bad quarter is "
            "often the reason for it. We check only once, on the planned day, so luck gets "
            "no second try."
        ),
    ]
    if found.difference is not None:
        parts.append(
            _("The unit's own change is {change}. Only that decides the result.").format(
                change=_interval_words(found.difference)
            )
        )
    if found.against_rest is not None:
        parts.append(
            _("Compared with the change in the rest of the hospital: {change}.").format(
                change=_interval_words(found.against_rest)
            )
        )
    if found.low_start.unit:
        parts.append(
            _("“Better” also needs a rise from a baseline adjusted toward the other units.")
        )
    parts.append(_("95% intervals by Newcombe's method; differences of changes by MOVER."))
    return " ".join(parts)


def points_rise(change: float) -> str:
    """Return a wished rise as "a 10-point rise".

    >>> points_rise(0.1)
    'a 10-point rise'
    """
    return _("a {n}-point rise").format(n=number(100 * change))


def pace_words(per_month: float) -> str:
    """Return how many answers come, as "22 surveys a month"."""
    if per_month < 1:
        return _("less than 1 survey a month")
    count = round(per_month)
    return ngettext("{n} survey a month", "{n} surveys a month", count).format(n=number(count))


def _short_baseline(plan: EvidencePlan) -> str:
    need = plan.months_before + plan.more_months
    parts = [
        _("We need {need} earlier months of surveys and have {have}.").format(
            need=number(need), have=number(plan.months_before)
        ),
        ngettext(
            "{n} more of these earlier months would help: import older files, or start later.",
            "{n} more earlier months would help: import older files, or start later.",
            plan.more_months,
        ).format(n=number(plan.more_months)),
    ]
    if plan.months_then is not None:
        parts.append(
            _("Then it would take about {months} to confirm {rise}.").format(
                months=_months(plan.months_then), rise=points_rise(plan.change)
            )
        )
    return " ".join(parts)


def _too_slow(plan: EvidencePlan, rise: str) -> str:
    words = _("At {pace}, {rise} is too small to confirm within two years.").format(
        pace=pace_words(plan.per_month), rise=rise
    )
    if plan.visible is not None and plan.visible > plan.change:
        seen = _("{rise} would show within a year.").format(rise=points_rise(plan.visible))
        words = f"{words} {seen[:1].upper()}{seen[1:]}"
    return f"{words} {_('Count how often you do it.')}"


def _waiting(found: Evidence) -> str:
    if found.plan.known_by is not None:
        return known_by_sentence(found.plan)
    if found.known_by is None:
        return ""
    return _("We'll look again on {day}.").format(day=day_name(found.known_by))


def _so_far(found: Evidence) -> str:
    shares = _shares(found)
    return _("So far: {shares}.").format(shares=shares) if shares else ""


def _help(found: Evidence) -> str:
    return plan_sentence(found.plan) if found.plan.known_by is None else ""


def _compared_months(found: Evidence) -> str:
    """Return which months were compared: other pages look at others."""
    sides = [_side_months(side) for side in (found.before, found.after)]
    if not all(sides):
        return ""
    return _("Compared: {before} with {after}.").format(before=sides[0], after=sides[1])


def _side_months(side: Side) -> str:
    first, last = side.period.first, side.period.last
    return months_name(first, last) if first is not None and last is not None else ""


def _noticed(found: Evidence) -> str:
    """Return how large a rise would have been noticed, where none was found."""
    if found.noticeable is None or found.status in (BETTER, WORSE):
        return ""
    words = _("We'd have noticed about {n} points.").format(n=number(100 * found.noticeable))
    if not found.steadied:
        return words
    return f"{words} {_('A low unit often gains this much by chance.')}"


def _beside_the_rest(found: Evidence) -> str:
    """Return what the rest did, and that this doesn't show that the action worked."""
    no_proof = _("This doesn't show that the action worked.")
    if not found.others:
        nothing = _("There's no other unit to compare with.")
        return f"{nothing} {no_proof}" if found.status != NO_CLEAR_CHANGE else nothing
    if found.rest is None or found.against_rest is None:
        few = _("Too few surveys from other units to compare with.")
        return f"{few} {no_proof}" if found.status != NO_CLEAR_CHANGE else few
    rest = _rest_sentence(found.rest)
    ahead = found.against_rest.lower > 0
    better = found.status == BETTER
    return rest if better == ahead else f"{rest} {no_proof}"


def _rest_sentence(rest: DifferenceInterval) -> str:
    whole = round(100 * abs(rest.estimate))
    if whole == 0:
        return _("The rest of the hospital didn't change.")
    if rest.estimate > 0:
        words = ngettext(
            "The rest of the hospital rose {n} point.",
            "The rest of the hospital rose {n} points.",
            whole,
        )
    else:
        words = ngettext(
            "The rest of the hospital fell {n} point.",
            "The rest of the hospital fell {n} points.",
            whole,
        )
    return words.format(n=number(whole))


def _changed_sentence(changed: Changed) -> str:
    if changed.what == MODE:
        return _(
            "Patients were surveyed differently: mostly {before} before, {after} after."
        ).format(before=_most(changed.before), after=_most(changed.after))
    if changed.what == CASE_MIX:
        return _("Different patients answered: “{question}” changed.").format(question=changed.item)
    return _("The questionnaire changed.")


def _not_compared(found: Evidence) -> str:
    shares = _shares(found)
    if not shares:
        return _("So before and after can't be compared.")
    return _("So we can't say whether care changed ({shares}).").format(shares=shares)


def _most(mix: Mix) -> str:
    name, share = mix[0]
    return f"{name} ({percent(share)})"


def _low_sentence(found: Evidence, start: LowStart) -> str:
    if start.unit:
        return _("{unit} was the lowest of {n} units when this began.").format(
            unit=found.unit, n=number(start.units)
        )
    return _("It began after the lowest quarter in over a year.")


def _shares(found: Evidence) -> str:
    before, after = found.before.top_box, found.after.top_box
    if before is None or after is None:
        return ""
    return _("{before} before, {after} after").format(before=percent(before), after=percent(after))


def _side_words(side: Side) -> str:
    when = _side_months(side) or _("no months")
    answers = ngettext("{n} survey", "{n} surveys", side.n).format(n=number(side.n))
    return f"{when}, {answers}"


def _interval_words(found: DifferenceInterval) -> str:
    return _("{change} points ({low} to {high})").format(
        change=_signed(found.estimate), low=_signed(found.lower), high=_signed(found.upper)
    )


def _signed(share: float) -> str:
    whole = round(100 * share)
    return f"{'−' if whole < 0 else '+' if whole else ''}{number(abs(whole))}"


def _months(months: int) -> str:
    return ngettext("{n} month", "{n} months", months).format(n=number(months))
