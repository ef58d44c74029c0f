from .benchmarks import MOST_TICKS, choose_ticks, chosen_ticks
from .detail import measure_detail
from .fairness import CHANCE, TOLERATED, mode_distance
from .json import CSV_COLUMNS, comparison_rows, comparison_to_json
from .percentiles import PercentileRank, PercentileTable, percentile_ranks, read_percentiles
from .stars import (
    StarEdition,
    WouldBeStars,
    measure_label,
    own_editions,
    star_edition,
    star_editions,
    would_be_stars,
)
from .unit_comparison import compare

__all__ = [
    "CHANCE",
    "CSV_COLUMNS",
    "MOST_TICKS",
    "TOLERATED",
    "PercentileRank",
    "PercentileTable",
    "StarEdition",
    "WouldBeStars",
    "choose_ticks",
    "chosen_ticks",
    "compare",
    "comparison_rows",
    "comparison_to_json",
    "measure_detail",
    "measure_label",
    "mode_distance",
    "own_editions",
    "percentile_ranks",
    "read_percentiles",
    "star_edition",
    "star_editions",
    "would_be_stars",
]
