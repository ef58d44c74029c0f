from .count_layout import (
    ANSWERS,
    CountLayout,
    find_count_layout,
    find_month,
    month_words,
    plain_header,
    row_month,
)
from .file_period import (
    period_in_name,
    period_key,
    published_periods,
    single_months,
    told_period,
)
from .layout import AggregateLayout
from .measures import hcahps_key
from .periods import Span
from .refusal import refusal_of_figures

__all__ = [
    "ANSWERS",
    "AggregateLayout",
    "CountLayout",
    "Span",
    "find_count_layout",
    "find_month",
    "hcahps_key",
    "month_words",
    "period_in_name",
    "period_key",
    "plain_header",
    "published_periods",
    "refusal_of_figures",
    "row_month",
    "single_months",
    "told_period",
]
