from .catalog import (
    built_in_instruments,
    instrument_from_json,
    instrument_to_json,
    resources_folder,
)
from .days import typed_day
from .groups import (
    ADMISSION,
    AGE,
    LANGUAGE,
    MOST_GROUPS,
    OLDEST,
    age_band,
    group_scale,
    group_trait_of,
    is_ordered,
    with_groups,
)
from .improvement_target import DEFAULT_TARGET, LARGEST_WISH, WISHES
from .instrument import SHARES, Instrument, Item, Measure, Screener
from .period import UNDATED, Period, month_label, month_number, parse_month, quarter_of
from .scale import BLANK, NO_ANSWER, NOT_APPLICABLE, Answer, Box, Scale, plain
from .unit import NO_UNIT, Unit, is_no_unit

__all__ = [
    "ADMISSION",
    "AGE",
    "BLANK",
    "DEFAULT_TARGET",
    "LANGUAGE",
    "LARGEST_WISH",
    "MOST_GROUPS",
    "NOT_APPLICABLE",
    "NO_ANSWER",
    "NO_UNIT",
    "OLDEST",
    "SHARES",
    "UNDATED",
    "WISHES",
    "Answer",
    "Box",
    "Instrument",
    "Item",
    "Measure",
    "Period",
    "Scale",
    "Screener",
    "Unit",
    "age_band",
    "built_in_instruments",
    "group_scale",
    "group_trait_of",
    "instrument_from_json",
    "instrument_to_json",
    "is_no_unit",
    "is_ordered",
    "month_label",
    "month_number",
    "parse_month",
    "plain",
    "quarter_of",
    "resources_folder",
    "typed_day",
    "with_groups",
]
