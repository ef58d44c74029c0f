"""What the measure ids of published HCAHPS files mean.

An id is a stem and an ending: `H_COMP_1` + `_A_P` is the share of patients who said "always"
to the questions about nurses. Ids that nobody knows yet keep their figure without a measure.
Source: CMS, Hospital Compare data dictionary, April 2020, pages 88-98.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.survey import Instrument

UNPLACED = "percent"
"""Statistic of a share whose place on its scale the id does not tell."""

SUMMARY_STAR = "H_STAR_RATING"
"""The one star rating of all measures together."""

_ENDINGS = {
    "_STAR_RATING": "star",
    "_LINEAR_SCORE": "linear",
    "_A_P": "top",
    "_U_P": "middle",
    "_SN_P": "bottom",
    "_Y_P": "top",
    "_N_P": "bottom",
    "_D_SD": "bottom",
    "_SA": "top",
    "_A": "middle",
    "_9_10": "top",
    "_7_8": "middle",
    "_0_6": "bottom",
    "_DY": "top",
    "_PY": "middle",
    "_DN": "bottom",
}
_ID = re.compile(r"H(_[A-Z0-9]+)+")


@dataclass(frozen=True, slots=True)
class PublishedId:
    """What an id stands for.

    `measure` is our measure key, "" for the figure of one question of several, for the summary
    star and for unknown ids. `item` is our item key where it is one question's figure, else "".
    `percent_statistic` is what an answer percent of this id is: top, middle, bottom or percent.
    """

    id: str
    measure: str
    item: str
    percent_statistic: str


def clean_id(text: str) -> str | None:
    """Return an id as the files write it today, None when it is no HCAHPS measure id.

    >>> clean_id("H-COMP-1-A-P")
    'H_COMP_1_A_P'
    """
    spelled = text.strip().upper().replace("-", "_")
    return spelled if _ID.fullmatch(spelled) else None


def stems(known: Iterable[Instrument]) -> dict[str, tuple[str, str]]:
    """Map the stems of published ids to (measure key, item key), either "" where it has none.

    Cleanliness and quietness drop the HSP of their stem in linear means and stars.
    """
    found: dict[str, tuple[str, str]] = {}
    for instrument in known:
        for measure in instrument.measures:
            if measure.published_as:
                keys = (measure.key, measure.items[0] if measure.kind == "item" else "")
                found.setdefault(measure.published_as, keys)
                found.setdefault(measure.published_as.removesuffix("_HSP"), keys)
    for instrument in known:
        for item in instrument.items:
            for column in item.columns:
                if column.startswith("H_"):
                    found.setdefault(column, ("", item.key))
    return found


def meaning(published_id: str, by_stem: Mapping[str, tuple[str, str]]) -> PublishedId:
    """Return what a clean id stands for, given `stems(...)`."""
    ending = next((end for end in _ENDINGS if published_id.endswith(end)), "")
    measure, item = by_stem.get(published_id.removesuffix(ending), ("", ""))
    statistic = _ENDINGS.get(ending, UNPLACED)
    if statistic in ("star", "linear"):
        statistic = UNPLACED
    return PublishedId(published_id, measure, item, statistic)
