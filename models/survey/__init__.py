"""The vocabulary of patient-experience surveys. Standard library only."""

from models.survey.instrument import Instrument, Item, Measure, Screener
from models.survey.period import UNDATED, Period, month_label, month_number, parse_month
from models.survey.scale import (
    BLANK,
    NO_ANSWER,
    NOT_APPLICABLE,
    Answer,
    Box,
    Scale,
)
from models.survey.unit import Unit

__all__ = [
    "BLANK",
    "NOT_APPLICABLE",
    "NO_ANSWER",
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
    "month_label",
    "month_number",
    "parse_month",
]
