"""A measure over time in words: the finding first, how it was judged for who asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.analysis.trend import (
    ALL_EQUAL,
    DRIFT,
    FEW_POINTS,
    NO_ANSWERS,
    NO_DATES,
    NOT_LASTING,
    ODD_MONTH,
    ON_THE_LINE,
    ONE_POINT,
    SHIFT,
    SLOPE,
    STEADY,
    TOO_FEW,
    WATCHED,
)
from ui.text.formats import month_name, months_name, number, percent, period_name, sentence_start
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.analysis.trend import (
        Assurance,
        FreezeOffer,
        Trend,
        TrendBaseline,
        TrendBreak,
        TrendPoint,
        TrendSignal,
    )

MONTHS_FOR_RULES = 10
LATER_YEAR = 2001
"""Any year: only the name of a month is wanted of it."""


def trend_verdict(trend: Trend) -> str:
    """Return the finding, to be read aloud."""
    parts = [
        _main_sentence(trend),
        _asked_sentence(trend),
        *_odd_sentences(trend),
        _pattern_sentence(trend),
    ]
    return " ".join(part for part in parts if part)


def variation_words(trend: Trend) -> str:
    """Return where the measure is going, in a few words; empty without rules."""
    return {
        "better": _("Getting better"),
        "worse": _("Getting worse"),
        "steady": _("Steady"),
        "unclear": _("Can't tell yet"),
    }.get(trend.variation, "")


def assurance_words(found: Assurance) -> str:
    """Return whether the goal is met by the care as it is, in one sentence."""
    goal, chance = percent(found.goal), _in_ten(found.chance)
    if found.kind == "met":
        return _("Nearly every month meets the goal of {goal}.").format(goal=goal)
    if found.kind == "missed":
        return _("The goal of {goal} is out of reach without a change.").format(goal=goal)
    return _("As things are, {chance} months meet the goal of {goal}, just by chance.").format(
        chance=chance, goal=goal
    )


def freeze_offer_words(offer: FreezeOffer) -> tuple[str, str]:
    """Return what a freeze is offered for, and its button."""
    month = month_name(offer.month)
    words = _("“{what}” has started. Freeze the baseline to see what it changes.").format(
        what=offer.what
    )
    return words, _("Freeze baseline at {month}").format(month=month)


def chart_reason(trend: Trend) -> str:
    """Return why this chart was chosen; never empty."""
    if trend.finding.kind == NO_DATES:
        return _("No chart: the surveys have no dates.")
    if trend.finding.kind == NO_ANSWERS:
        return _("No chart: no surveys.")
    method, one = trend.method, _one(trend.points)
    if trend.chart == "xmr":
        return _("XmR chart: these are mean scores, so the limits come from how they move.")
    if trend.chart == "p":
        return _("p-chart: every {point} has enough surveys for limits on both sides.").format(
            point=one
        )
    if trend.chart == "p_prime":
        return _(
            "p′-chart: every {point} has enough surveys for limits on both sides, and they vary "
            "more than chance (σz = {sigma}), so the limits are wider."
        ).format(point=one, sigma=number(method.sigma_z, 2))
    if trend.chart == "run":
        return _("Run chart: {why}").format(why=_too_small(trend))
    if method.short_baseline:
        return _("No chart: the frozen baseline is too short to judge by.")
    if method.usable == 0:
        return _("No chart: no {point} has enough surveys.").format(point=one)
    if trend.finding.kind in (ALL_EQUAL, ON_THE_LINE):
        return _("Line with intervals: too little variation to judge.")
    return _("Line with intervals: {points} so far, and rules need {need}.").format(
        points=_points(method.usable), need=number(MONTHS_FOR_RULES)
    )


def chart_rules(trend: Trend) -> str:
    """Return the rules in use and how often they are wrong; never empty."""
    if trend.chart == "none" or trend.false_alarms is None:
        return _("No rules: too few points to tell a real change from chance.")
    if trend.method.watched_from is not None:
        return _watch_rules(trend)
    rules = {
        "mdc": _(
            "Making Data Count: a point outside the limits, 7 rising or falling, 2 of 3 "
            "close to a limit, or 7 on one side"
        ),
        "six": _(
            "A point outside the limits, 6 rising or falling, 2 of 3 close to a limit, or "
            "6 on one side"
        ),
        "eight": _(
            "A point outside the limits, 6 rising or falling, 2 of 3 close to a limit, "
            "or 8 on one side"
        ),
    }.get(trend.rule_set)
    if rules is None:
        rules = _("A point outside the limits")
        if trend.method.longest is not None and trend.method.fewest is not None:
            rules = f"{rules}, {_run_rules(trend)}"
    return f"{rules}. {_limit_words(trend)} {false_alarm_sentence(trend)}"


def false_alarm_sentence(trend: Trend) -> str:
    """Return how often a steady unit trips a rule, empty without rules."""
    if trend.false_alarms is None:
        return ""
    share = max(1, round(100 * trend.false_alarms))
    if trend.method.watched_from is not None:
        return _("Even with no real change, {n} in 100 units would trip a rule in a year.").format(
            n=number(share)
        )
    return _("Even with no real change, {n} in 100 charts would trip a rule.").format(
        n=number(share)
    )


def trend_notes(trend: Trend) -> list[str]:
    """Return what else there is to know about the points."""
    notes = []
    if any("joined" in point.flags for point in trend.points):
        what = _("Quarters") if trend.step == "quarter" else _("Months")
        notes.append(
            _("{what} with fewer than {floor} surveys are combined.").format(
                what=what, floor=number(trend.floor)
            )
        )
    if any(point.value is None for point in trend.points):
        notes.append(_("No value is shown where too few answered."))
    filling = [point for point in trend.points if not point.complete]
    if filling:
        notes.append(
            _("Surveys for {months} can still arrive, so it's drawn hollow and not judged.").format(
                months=months_name(filling[0].first_month, filling[-1].last_month)
            )
        )
    if trend.undated and trend.points:
        notes.append(
            ngettext(
                "{n} survey without a date is not shown.",
                "{n} surveys without a date are not shown.",
                trend.undated,
            ).format(n=number(trend.undated))
        )
    notes += [_decision_note(each) for each in trend.baseline if each.kind != "rebase"]
    return notes


def signal_sentence(trend: Trend, signal: TrendSignal) -> str:
    """Return a broken rule in one sentence."""
    points = signal_points(trend, signal)
    span, many = _span(points), sentence_start(_many(points))
    above = signal.side == "above"
    if signal.rule == "outside_limits":
        return (
            _("{months} is above the limits.") if above else _("{months} is below the limits.")
        ).format(months=span)
    if signal.rule == "few_crossings":
        return _("{months}: only {n} crossings of the line.").format(
            months=span, n=number(signal.crossings)
        )
    if signal.rule == "close_to_limit":
        return _("{months}: two of three points close to a limit.").format(months=span)
    if signal.rule == "trend":
        words = (
            _("{many} rising in a row, {months}.")
            if above
            else _("{many} falling in a row, {months}.")
        )
    elif signal.rule == "watch":
        words = (
            _("{many} above the frozen baseline, {months}.")
            if above
            else _("{many} below the frozen baseline, {months}.")
        )
    else:
        words = (
            _("{many} in a row above the line, {months}.")
            if above
            else _("{many} in a row below the line, {months}.")
        )
    return words.format(many=many, months=span)


def break_sentence(begins: TrendBreak) -> str:
    """Return why a line starts anew."""
    month = month_name(begins.month)
    if begins.by_person:
        return _("New baseline from {month}: {reason}").format(month=month, reason=begins.reason)
    return _("The question changed in {month}").format(month=month)


def signal_points(trend: Trend, signal: TrendSignal) -> list[TrendPoint]:
    """Return the points of a signal."""
    return [
        p for p in trend.points if p.value is not None and signal.first <= p.period <= signal.last
    ]


def _main_sentence(trend: Trend) -> str:
    kind = trend.finding.kind
    if kind == NO_ANSWERS:
        when = _("yet") if trend.period.is_all else _in_period(trend)
        return _("No surveys from {unit} for this question {when}.").format(
            unit=trend.unit, when=when
        )
    if kind == NO_DATES:
        return _("This file has no dates, so there is no trend.")
    if kind == TOO_FEW:
        return _("Too few surveys: no month, quarter or half-year of {unit} has {floor}.").format(
            unit=trend.unit, floor=number(trend.floor)
        )
    if kind in (ONE_POINT, FEW_POINTS, ON_THE_LINE, ALL_EQUAL):
        return _too_early(trend)
    if kind == STEADY:
        steady = _("No clear change since {month}.").format(month=_since(trend))
        return f"{steady} {_noticed(trend)}"
    if kind == ODD_MONTH:
        return _odd_month(trend)
    if kind == NOT_LASTING:
        return _not_lasting(trend)
    return _lasting(trend)


def _noticed(trend: Trend) -> str:
    """Return how large a lasting change would have been noticed, where none was found."""
    if trend.noticeable is None:
        return _("But there are too few surveys to notice even a large one.")
    points = round(100 * trend.noticeable if trend.of == "top_box" else trend.noticeable)
    return ngettext(
        "We'd have noticed a lasting change of about {n} point.",
        "We'd have noticed a lasting change of about {n} points.",
        points,
    ).format(n=number(points))


def _in_period(trend: Trend) -> str:
    return _("in {months}").format(months=period_name(trend.period.first, trend.period.last))


def _too_early(trend: Trend) -> str:
    kind = trend.finding.kind
    one = _one(trend.points)
    if kind == ALL_EQUAL:
        return _("No change since {month}: every {point} has the same value.").format(
            month=_since(trend), point=one
        )
    points = _points(trend.method.usable)
    shown = [p for p in trend.points if p.value is not None]
    whole = [p for p in shown if p.complete]
    latest = _latest(trend, (whole or shown)[-1])
    if kind == ONE_POINT:
        start = _("One {point} of data so far: too early to see a trend.").format(point=one)
    elif trend.method.short_baseline:
        start = _("The frozen baseline is too short to tell a real change from chance.")
    else:
        start = _("{points} so far: too early to see a trend.").format(
            points=sentence_start(points)
        )
    return f"{start} {latest}"


def _latest(trend: Trend, point: TrendPoint) -> str:
    when = _span([point])
    if not point.complete:
        when = _("{months} (surveys can still arrive)").format(months=when)
    value = percent(point.value) if trend.of == "top_box" else number(point.value or 0.0)
    surveys = ngettext("{n} survey", "{n} surveys", point.n).format(n=number(point.n))
    return _("{months}: {value} of {surveys}.").format(months=when, value=value, surveys=surveys)


def _lasting(trend: Trend) -> str:
    finding = trend.finding
    word = _("Better") if finding.side == "above" else _("Lower")
    month = month_name(finding.since or 0)
    start = _("{word} since {month}").format(word=word, month=month)
    signal = finding.signal
    if signal is None:
        return f"{start}."
    many = _many(signal_points(trend, signal))
    if finding.kind == SHIFT:
        above = signal.side == "above"
        if finding.before:
            row = (
                _("before that, {many} in a row above the {line}")
                if above
                else _("before that, {many} in a row below the {line}")
            )
        else:
            row = (
                _("{many} in a row above the {line}")
                if above
                else _("{many} in a row below the {line}")
            )
        return f"{start}: {row.format(many=many, line=_line(trend))}."
    if finding.kind == SLOPE:
        row = _("{many} rising") if finding.side == "above" else _("{many} falling")
        return f"{start}: {row.format(many=many)}."
    if finding.kind == DRIFT:
        slow = (
            _("A slow change: the later {points} are higher.")
            if finding.side == "above"
            else _("A slow change: the later {points} are lower.")
        ).format(points=_plural(trend.points))
        return f"{slow} ({months_name(trend.points[0].first_month, trend.points[-1].last_month)})"
    if finding.kind == WATCHED:
        words = (
            _("{start}, clearly above the frozen baseline of {value}.")
            if signal.side == "above"
            else _("{start}, clearly below the frozen baseline of {value}.")
        )
        return words.format(start=start, value=_center(trend))
    return f"{start}."


def _not_lasting(trend: Trend) -> str:
    signal = trend.finding.signal
    if signal is None:
        return _("A change that didn't last.")
    points = signal_points(trend, signal)
    words = (
        _("A change that didn't last: {many} above the {line}, {months}.")
        if signal.side == "above"
        else _("A change that didn't last: {many} below the {line}, {months}.")
    )
    return words.format(many=_many(points), line=_line(trend), months=_span(points))


def _odd_month(trend: Trend) -> str:
    finding = trend.finding
    if finding.signal is None:
        return ""
    months = _span(signal_points(trend, finding.signal))
    above = finding.side == "above"
    if finding.latest:
        words = (
            _("{months} is clearly higher than usual. That's more than chance.")
            if above
            else (_("{months} is clearly lower than usual. That's more than bad luck."))
        )
    else:
        words = (
            _("{months} was clearly higher than usual, but it didn't last.")
            if above
            else (_("{months} was clearly lower than usual, but it didn't last."))
        )
    return words.format(months=months)


def _asked_sentence(trend: Trend) -> str:
    """Return that patients were asked differently since the change, "" where they were not.

    Without the shares: on paper they could give a small month away.
    """
    if trend.asked is None:
        return ""
    (before, _share), (after, _of_after) = trend.asked
    if before == after:
        return _("Patients were asked differently since, so we can't say whether care changed.")
    return _(
        "Patients were asked differently: mostly {before} before, {after} after. "
        "So we can't say whether care changed."
    ).format(before=before, after=after)


def _odd_sentences(trend: Trend) -> list[str]:
    """Return the single months off that stand beside the main finding."""
    found = []
    for signal in trend.finding.odd:
        words = (
            _("{months} stands out, clearly higher.")
            if signal.side == "above"
            else _("{months} stands out, clearly lower.")
        )
        found.append(words.format(months=_span(signal_points(trend, signal))))
    return found


def _pattern_sentence(trend: Trend) -> str:
    """Return what else makes months differ or stand in rows, empty where nothing does."""
    method, parts = trend.method, []
    if method.high_month is not None:
        month = month_name(LATER_YEAR * 12 + method.high_month, with_year=False)
        parts.append(
            _("It goes up and down with the seasons, highest around {month}.").format(month=month)
        )
    if method.alike:
        parts.append(_("Each month is much like the one before, so a run of months proves less."))
    if method.sigma_z > 1 and not parts:
        parts.append(_("Months vary more than chance alone would explain."))
    return " ".join(parts)


def _watch_rules(trend: Trend) -> str:
    month = month_name(trend.method.watched_from or 0)
    words = _(
        "From {month} on, a weighted average (EWMA, weight 0.15) watches for a lasting change "
        "against the frozen baseline of {n} points; single points have exact binomial limits."
    ).format(month=month, n=number(trend.method.baseline_points))
    return f"{words} {false_alarm_sentence(trend)}"


def _run_rules(trend: Trend) -> str:
    return _(
        "a run of more than {longest} points on one side of the {line}, or fewer than {fewest} "
        "crossings of it (Anhøj rules on {n} points; points on the line do not count)"
    ).format(
        longest=number(trend.method.longest or 0),
        fewest=number(trend.method.fewest or 0),
        line=_line(trend),
        n=number(trend.method.useful),
    )


def _limit_words(trend: Trend) -> str:
    if trend.chart == "xmr":
        return _("Limits: average ± 2.66 mean moving ranges, outlying ranges left out.")
    return _(
        "Limits: exact binomial, 1 in 740 on each side; a side without a limit has none to cross."
    )


def _too_small(trend: Trend) -> str:
    method, one = trend.method, _one(trend.points)
    if method.usable < 12:
        return _("{points} so far; a control chart needs 12.").format(points=_points(method.usable))
    if method.smallest is None or method.smallest_n >= method.smallest:
        return _("the {points} do not allow limits on both sides.").format(
            points=_plural(trend.points)
        )
    return _(
        "{low} to {high} surveys a {point}; limits on both sides need {need} in every one."
    ).format(
        low=number(method.smallest_n),
        high=number(method.largest_n),
        point=one,
        need=number(method.smallest),
    )


def _decision_note(decided: TrendBaseline) -> str:
    month = month_name(decided.month)
    words = {
        "freeze": _("Baseline frozen at {month}: {reason}."),
        "exclude": _("{month} is excluded: {reason}."),
    }[decided.kind]
    return words.format(month=month, reason=decided.reason)


def _since(trend: Trend) -> str:
    return month_name(trend.finding.since or trend.points[0].first_month)


def _center(trend: Trend) -> str:
    center = next((p.center for p in reversed(trend.points) if p.center is not None), None)
    return percent(center) if trend.of == "top_box" else number(center or 0.0)


def _line(trend: Trend) -> str:
    if trend.method.watched_from is not None:
        return _("baseline")
    return _("median") if trend.center_word == "median" else _("average")


def _span(points: Sequence[TrendPoint]) -> str:
    return months_name(points[0].first_month, points[-1].last_month)


def _lengths(points: Sequence[TrendPoint]) -> set[int]:
    return {p.last_month - p.first_month for p in points}


def _one(points: Sequence[TrendPoint]) -> str:
    """Return what a point is: a month, a quarter, or a point of mixed length."""
    lengths = _lengths(points)
    return _("month") if lengths == {0} else _("quarter") if lengths == {2} else _("point")


def _plural(points: Sequence[TrendPoint]) -> str:
    lengths = _lengths(points)
    return _("months") if lengths == {0} else _("quarters") if lengths == {2} else _("points")


def _many(points: Sequence[TrendPoint]) -> str:
    """Return how many points there are: "8 months"."""
    count, lengths = len(points), _lengths(points)
    if lengths == {0}:
        return ngettext("{n} month", "{n} months", count).format(n=number(count))
    if lengths == {2}:
        return ngettext("{n} quarter", "{n} quarters", count).format(n=number(count))
    return _points(count)


def _points(count: int) -> str:
    return ngettext("{n} point", "{n} points", count).format(n=number(count))


def _in_ten(chance: float) -> str:
    """Return a chance as "about 3 in 10"."""
    tenths = min(9, max(1, round(10 * chance)))
    return _("about {n} in 10").format(n=number(tenths))
