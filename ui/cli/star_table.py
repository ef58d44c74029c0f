"""`compare --stars`: where a unit's means would stand on a published star table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cli.tables import paragraph, table

if TYPE_CHECKING:
    from models.analysis.comparison import WouldBeStars
    from models.analysis.estimates import Comparison


def would_be(comparison: Comparison, edition: str) -> WouldBeStars:
    """Return the stars by an edition, the newest for an empty one. Raises UsageProblem."""
    from models.analysis.comparison import star_edition, would_be_stars

    return would_be_stars(comparison, star_edition(edition))


def stars_text(stars: WouldBeStars) -> str:
    """Return the summary, every measure with its cut points, and what these stars are not."""
    cuts = dict(stars.cuts)
    heads = ["measure", "mean", "would be", "2 from", "3", "4", "5"]
    rows = [
        [m.label, f"{m.mean:.1f}", "*" * m.star, *map(str, cuts[m.measure])] for m in stars.measures
    ]
    lines = [paragraph(stars.summary_words)]
    if rows:
        lines.append(table(heads, rows, right=[1, 3, 4, 5, 6]))
    return "\n".join([*lines, paragraph(stars.note)])
