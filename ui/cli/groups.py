"""`compare --by`: the unit's measures by groups of its patients, as text and as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ui.cli.tables import MISSING, count, paragraph, percent, printable, span, table
from ui.text.language import _
from ui.text.subgroups import subgroups_verdict

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from models.analysis.subgroups import Subgroup, Subgroups
    from models.store.database import Database

TRAITS = ("mode", "admission", "age", "language")
CSV_COLUMNS = (
    "measure",
    "by",
    "trait",
    "group",
    "n",
    "top_box",
    "low",
    "high",
    "hidden",
    "rest_n",
    "rest_top_box",
    "rest_low",
    "rest_high",
    "p",
    "p_adjusted",
)
HIDDEN = "hidden"


def taken_apart(db: Database, comparison: Comparison, by: Sequence[str]) -> tuple[Subgroups, ...]:
    """Return every measure of a comparison by the traits asked for."""
    from models.analysis.subgroups import subgroups

    keys = [measure.measure for measure in comparison.measures]
    return subgroups(db, comparison, keys, tuple(dict.fromkeys(by)))


def groups_rows(found: Sequence[Subgroups]) -> list[dict[str, Any]]:
    """Return one flat row per group, keyed by `CSV_COLUMNS`."""
    return [
        {
            "measure": each.measure,
            "by": each.by,
            "trait": each.trait,
            "group": group.label,
            "n": group.n,
            "top_box": group.top_box,
            "low": group.low,
            "high": group.high,
            "hidden": group.hidden,
            **_rest_cells(group),
            "p": each.p,
            "p_adjusted": each.p_adjusted,
        }
        for each in found
        for group in (*each.groups, *([each.together] if each.together else []))
    ]


def _rest_cells(group: Subgroup) -> dict[str, Any]:
    values = group.rest.to_json() if group.rest is not None else {}
    return {f"rest_{name}": values.get(name) for name in ("n", "top_box", "low", "high")}


def groups_text(comparison: Comparison, found: Sequence[Subgroups], by: Sequence[str]) -> str:
    """Return each measure by its groups with a sentence, what is hidden and why, and which of
    the traits asked for the files do not tell."""
    lines = [
        printable(_("{unit}, % best answer by patient group").format(unit=comparison.unit)),
        "",
    ]
    for each in found:
        lines.append(paragraph(f"{each.label}: {each.trait}" if each.trait else each.label))
        if each.groups:
            groups = [*each.groups, *([each.together] if each.together else [])]
            heads, width = [_("group"), "n", _("best"), "95%"], 4
            if each.has_rest:
                heads, width = [*heads, _("rest n"), _("rest")], 6
            rows = [_row(group)[:width] for group in groups]
            lines.append(table(heads, rows, right=range(1, width)))
        lines += [paragraph(subgroups_verdict(each)), ""]
    if any(group.hidden for each in found for group in each.groups):
        lines.append(
            paragraph(
                _("{hidden}: hidden to protect privacy (fewer than {floor} answers).").format(
                    hidden=HIDDEN, floor=comparison.floor
                )
            )
        )
    untold = [trait for trait in dict.fromkeys(by) if trait not in {each.by for each in found}]
    if untold:
        lines.append(
            paragraph(
                _("The files don't say this about patients: {untold}.").format(
                    untold=", ".join(untold)
                )
            )
        )
    return "\n".join(lines).rstrip()


def _row(group: Subgroup) -> list[str]:
    if group.top_box is None:
        return [group.label, HIDDEN, *[MISSING] * 4]
    rest = [MISSING, MISSING]
    if group.rest is not None:
        rest = [count(group.rest.n), percent(group.rest.top_box)]
    own = [count(group.n), percent(group.top_box), span(group.low, group.high)]
    return [group.label, *own, *rest]
