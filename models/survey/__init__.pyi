from .instrument import Instrument, Item, Measure, Screener
from .period import UNDATED, Period, month_label, month_number, parse_month
from .scale import (
    BLANK,
    NO_ANSWER,
    NOT_APPLICABLE,
    Answer,
    Box,
    Scale,
)
from .unit import NO_UNIT, Unit, is_no_unit

__all__ = [
    "BLANK",
    "NOT_APPLICABLE",
    "NO_ANSWER",
    "NO_UNIT",
    "UNDATED",
    "Answer",
    "Box",
    "Instrument",
    "Item",
    "Measure",
    "Period",
    "Scale",
    "Screener",
    "Unit",
    "is_no_unit",
    "month_label",
    "month_number",
    "parse_month",
]
