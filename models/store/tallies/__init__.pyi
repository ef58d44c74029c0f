from .baselines import (
    BaselineChange,
    BaselineKind,
    baseline_changes,
    decide_baseline,
    forget_baseline,
)
from .benchmarks import (
    HOSPITAL,
    LEVELS,
    NATION,
    STATE,
    Published,
    PublishedArea,
    PublishedFigures,
    find_area,
    published_areas,
    published_figures,
)
from .facility_sums import (
    add_to_facilities,
    facilities_of_units,
    take_from_facilities,
)
from .instruments import (
    StoredInstrument,
    ensure_instrument,
    shrink_instrument,
    stored_definition,
    stored_instruments,
)
from .responses import (
    Numbers,
    Responses,
    count_responses,
    number_of_answers,
    read_responses,
)
from .tallies import ALL_DATA, PairCounts, UnitSelection, answered_months
from .unit_tallies import (
    answers_by_unit,
    composite_surveys_by_unit,
    counted_instruments_by_unit,
    pairs_by_unit,
)

__all__ = [
    "ALL_DATA",
    "HOSPITAL",
    "LEVELS",
    "NATION",
    "STATE",
    "BaselineChange",
    "BaselineKind",
    "Numbers",
    "PairCounts",
    "Published",
    "PublishedArea",
    "PublishedFigures",
    "Responses",
    "StoredInstrument",
    "UnitSelection",
    "add_to_facilities",
    "answered_months",
    "answers_by_unit",
    "baseline_changes",
    "composite_surveys_by_unit",
    "count_responses",
    "counted_instruments_by_unit",
    "decide_baseline",
    "ensure_instrument",
    "facilities_of_units",
    "find_area",
    "forget_baseline",
    "number_of_answers",
    "pairs_by_unit",
    "published_areas",
    "published_figures",
    "read_responses",
    "shrink_instrument",
    "stored_definition",
    "stored_instruments",
    "take_from_facilities",
]
