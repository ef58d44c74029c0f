"""A unit against others over the same months."""

from models.analysis.comparison.benchmarks import MOST_TICKS, choose_ticks, chosen_ticks
from models.analysis.comparison.compare import compare
from models.analysis.comparison.detail import measure_detail
from models.analysis.comparison.json import CSV_COLUMNS, comparison_rows, comparison_to_json
from models.analysis.comparison.stars import (
    StarEdition,
    WouldBeStars,
    measure_label,
    star_edition,
    star_editions,
    would_be_stars,
)

__all__ = [
    "CSV_COLUMNS",
    "MOST_TICKS",
    "StarEdition",
    "WouldBeStars",
    "choose_ticks",
    "chosen_ticks",
    "compare",
    "comparison_rows",
    "comparison_to_json",
    "measure_detail",
    "measure_label",
    "star_edition",
    "star_editions",
    "would_be_stars",
]
