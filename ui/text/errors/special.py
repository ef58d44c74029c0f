"""Failures whose words depend on their facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.text.formats import month_name, number, period_name, sentence_start
from ui.text.language import _, ngettext

Words = tuple[str, str]


def _no_published_figures(kind: str) -> Words:
    missing = {
        "hospital": _("No published hospital scores are stored."),
        "state": _("No published state scores are stored."),
        "nation": _("No published national scores are stored."),
    }
    return (
        missing[kind],
        _("First import the CMS Care Compare file for hospitals, states, or the nation."),
    )


def _unknown_area(
    kind: str, area: str, fitting: int, known: Sequence[str], more: int, example: str
) -> Words:
    if fitting:
        what = _("{n} hospitals are called “{area}”.").format(n=number(fitting), area=area)
    else:
        what = {
            "hospital": _("There are no published scores for the hospital “{area}”."),
            "state": _("There are no published scores for the state “{area}”."),
            "nation": _("There are no published scores for the nation “{area}”."),
        }[kind].format(area=area)
    hint = _("Available: {names}. Write it like {example}.")
    return what, hint.format(names=_some(known, more, ", "), example=example)


def _measure_not_compared(
    unit: str, measure: str, first: int | None, last: int | None, measures: Sequence[str]
) -> Words:
    return (
        _("{unit} has no measure “{measure}” in {period}.").format(
            unit=unit, measure=measure, period=period_name(first, last)
        ),
        _("Measures are: {measures}.").format(measures=", ".join(measures) or _("none")),
    )


def _not_measured(
    unit: str, measure: str, first: int | None, last: int | None, measures: Sequence[str]
) -> Words:
    return (
        _("{unit} has no answers about “{measure}” in these months ({period}).").format(
            unit=unit, measure=measure, period=period_name(first, last)
        ),
        _("Available: {known}.").format(known=", ".join(measures)),
    )


def _unknown_measure(measure: str, measures: Sequence[str]) -> Words:
    return (
        _("There is no measure “{measure}”.").format(measure=measure),
        _("Measures are: {measures}.").format(measures=", ".join(measures))
        if measures
        else _("Import a survey file first."),
    )


def _not_one_file(files: int) -> Words:
    count = ngettext("This ZIP archive holds {n} file.", "This ZIP archive holds {n} files.", files)
    return (
        count.format(n=number(files)) if files else _("It's empty."),
        _("Unpack it first, then open the file with the answers."),
    )


def _mixed_delimiters(row: int, delimiter: str) -> Words:
    what = {
        ",": _("Row {row} uses commas, but the header doesn't."),
        ";": _("Row {row} uses semicolons, but the header doesn't."),
        "\t": _("Row {row} uses tabs, but the header doesn't."),
        "|": _("Row {row} uses bars, but the header doesn't."),
    }[delimiter]
    return (
        what.format(row=number(row)),
        _("Export the file again, with the same separator in all rows."),
    )


def _all_left_out(rows: int, reason: str) -> Words:
    what = (
        _("All {n} rows were left out: each {reason}.").format(n=number(rows), reason=reason)
        if reason
        else _("All {n} rows were left out.").format(n=number(rows))
    )
    return what, _("Check that this is the right file and sheet.")


def _shift_answered(shift: str, waiting: Sequence[str]) -> Words:
    names = {"day": _("day"), "evening": _("evening"), "night": _("night")}
    return (
        _("The {shift} shift has already answered.").format(shift=names[shift]),
        _("Still waiting for: {shifts}.").format(shifts=", ".join(names[one] for one in waiting))
        if waiting
        else _("All shifts have answered. Read the lines together."),
    )


def _no_reason(status: str) -> Words:
    what = {
        "stopped": _("To stop an action, give a reason."),
        "not_now": _("To put off an action, give a reason."),
    }
    return what[status], _("Say why, in one line.")


def _disk_too_full(megabytes_needed: float, megabytes_free: float) -> Words:
    what = _("The disk is too full for a backup. It needs {needed} MB, and {free} MB are free.")
    return (
        what.format(needed=number(megabytes_needed, 1), free=number(megabytes_free, 1)),
        _("Free up disk space, or choose another disk."),
    )


def _newer_database(version: int, known_version: int, program: str) -> Words:
    what = _(
        "Your data is from a newer version of this program (data version {version}; "
        "this one reads up to {known})."
    )
    hint = (
        _("Install version {program} or newer. Nothing was changed.")
        if program
        else _("Install a newer version. Nothing was changed.")
    )
    return what.format(version=version, known=known_version), hint.format(program=program)


def _no_such_alias(name: str, from_month: int) -> Words:
    what = (
        _("That unit has no other name “{name}” from {month}.").format(
            name=name, month=month_name(from_month)
        )
        if from_month
        else _("That unit has no other name “{name}”.").format(name=name)
    )
    return what, _("“units aliases” lists the names.")


def _ambiguous_unit(units: int, name: str, places: Sequence[str], more: int) -> Words:
    return (
        _("{n} units are called “{name}”.").format(n=number(units), name=name),
        _("Add the hospital or the site: {places}.").format(places=_some(places, more, "; ")),
    )


def _unknown_unit(name: str, close: Sequence[str], known: Sequence[str], more: int) -> Words:
    return (
        _("There is no unit called “{name}”.").format(name=name),
        _close_hint(close, more)
        or (
            _("The units are: {names}.").format(names=_some(known, more, "; "))
            if known
            else _("No unit has a name. Leave out the unit.")
        ),
    )


def _unknown_facility(name: str, close: Sequence[str], known: Sequence[str], more: int) -> Words:
    return (
        _("There is no hospital called “{name}”.").format(name=name),
        _close_hint(close, more)
        or (
            _("The hospitals are: {names}.").format(names=_some(known, more, "; "))
            if known
            else _("No hospital has a name. Leave out the hospital.")
        ),
    )


def _unknown_site(name: str, close: Sequence[str], known: Sequence[str], more: int) -> Words:
    return (
        _("There is no site called “{name}”.").format(name=name),
        _close_hint(close, more)
        or (
            _("The sites are: {names}.").format(names=_some(known, more, "; "))
            if known
            else _("No site has a name. Leave out the site.")
        ),
    )


def _close_hint(close: Sequence[str], more: int) -> str:
    names = _some(close, more, "; ")
    return _("Did you mean one of these? {names}.").format(names=names) if close else ""


def _open_elsewhere(host: str) -> Words:
    what = (
        _("Your data is already open on computer “{host}”.").format(host=host)
        if host
        else _("Your data is already open in another window.")
    )
    return what, _("Close it there, then try again here.")


def _unknown_page(name: str, known: Sequence[str]) -> Words:
    return _("There is no page “{name}”.").format(name=name), _one_of(known)


def _unknown_part(name: str, known: Sequence[str]) -> Words:
    return (
        _("There is no part of that page “{name}”.").format(name=name),
        _one_of(known) if known else _("Give only the page."),
    )


def _one_of(known: Sequence[str]) -> str:
    return _("Choose one of: {known}.").format(known=", ".join(known))


def _usage(detail: str, program: str) -> Words:
    return (
        f"{detail[:1].upper()}{detail[1:]}.",
        _("See “{program} --help”.").format(program=program),
    )


def _no_command(name: str, near: str, known: Sequence[str]) -> Words:
    return (
        _("“{name}” isn't a command or a file.").format(name=name),
        _("Did you mean “{near}”?").format(near=near)
        if near
        else _("The commands are: {known}.").format(known=", ".join(known)),
    )


def _inbox_missing(reason: str) -> Words:
    return (
        _("The inbox folder can't be read: {reason}.").format(reason=sentence_start(reason)),
        _("Check the folder's name and that you can read it."),
    )


def _some(names: Sequence[str], more: int, between: str) -> str:
    """Return names as a list, and how many more there are."""
    text = between.join(names)
    if more <= 0:
        return text
    return (_("{names}; and {n} more") if between == "; " else _("{names} and {n} more")).format(
        names=text, n=number(more)
    )


SPECIAL: dict[str, Callable[..., Words]] = {
    "all_left_out": _all_left_out,
    "ambiguous-unit": _ambiguous_unit,
    "disk-full/back-up": _disk_too_full,
    "inbox-missing": _inbox_missing,
    "measure-not-compared": _measure_not_compared,
    "mixed_delimiters": _mixed_delimiters,
    "newer-database": _newer_database,
    "no-command": _no_command,
    "no-published-figures": _no_published_figures,
    "no-reason": _no_reason,
    "no-such-alias": _no_such_alias,
    "not-measured": _not_measured,
    "not_one_file": _not_one_file,
    "open-elsewhere": _open_elsewhere,
    "shift-answered": _shift_answered,
    "unknown-area-of-kind": _unknown_area,
    "unknown-facility": _unknown_facility,
    "unknown-measure": _unknown_measure,
    "unknown-page": _unknown_page,
    "unknown-part-of-page": _unknown_part,
    "unknown-site": _unknown_site,
    "unknown-unit": _unknown_unit,
    "usage": _usage,
}
"""A function that makes words of its facts, by the code of a failure."""
