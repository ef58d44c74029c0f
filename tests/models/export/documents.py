"""A small report made by hand, for the writers' tests."""

from __future__ import annotations

from datetime import date

from models.export.document import (
    BARS,
    CENTER,
    COUNT,
    DAY,
    LIMIT,
    LINE,
    OTHER,
    POINTS,
    SCATTER,
    SHARE,
    TEXT,
    Cell,
    Chart,
    Column,
    Document,
    Palette,
    Section,
    Series,
    Sheet,
    SheetChart,
    SheetSeries,
    Table,
    Workbook,
)

PALETTE = Palette(
    ink="101010",
    mute="606060",
    rule="E0E0E0",
    unit="0000C0",
    unit_soft="A0A0F0",
    other="707070",
    other_soft="F0F0F0",
    above="008000",
    below="C00000",
    ground="FFFFFF",
)
VERDICT = "Quiet is clearly lower than in the rest of the hospital."
CAVEAT = "These are raw shares."
FEWER = "fewer than 11"
DAY_MADE = date(2026, 11, 24)

BAR_CHART = Chart(
    BARS,
    (
        Series(
            "4 West",
            (0.84, 0.33),
            low=(0.78, 0.24),
            high=(0.90, 0.41),
            signals=("none", "below"),
        ),
        Series("Rest", (0.81, 0.64), OTHER, low=(0.79, 0.60), high=(0.83, 0.68)),
    ),
    "Nurses: 84% here, 81% there; Quiet: 33% here, 64% there.",
    categories=("Nurses", "▼ Quiet"),
    y_title="Best answer",
)
LINE_CHART = Chart(
    LINE,
    (
        Series("Quiet", (0.4, None, 0.5), low=(0.3, None, 0.4), high=(0.5, None, 0.6)),
        Series("Median", (0.45, 0.45, 0.45), CENTER),
    ),
    "Quiet, three months.",
    categories=("Jul 2026", "Aug 2026", "Sep 2026"),
)
FUNNEL_CHART = Chart(
    SCATTER,
    (
        Series(
            "Unit", (0.7, None, 0.4), labels=("4 West", "", "3 East"), signals=("", "", "below")
        ),
        Series("All", (0.6, 0.6, 0.6), CENTER),
        Series("Lower", (0.2, 0.3, 0.4), LIMIT),
    ),
    "Two units by number of answers.",
    x=(20.0, 40.0, 60.0),
    x_title="Answers",
)
TABLE = Table(
    (
        Column("Measure", TEXT),
        Column("Answers", COUNT),
        Column("Best answer", SHARE),
        Column("Difference", POINTS),
        Column("Due", DAY),
    ),
    (
        ("Nurses", 63, 0.84, 0.03, date(2026, 12, 8)),
        ('=HYPERLINK("x")', FEWER, None, -0.31, None),
    ),
)
DOCUMENT = Document(
    title="4 West: Jul–Sep 2026",
    subtitle="Riverside\nmade Nov 24",
    language="en-US",
    made=DAY_MADE,
    sections=(
        Section("4 West and the rest", VERDICT, "63 surveys", BAR_CHART, TABLE, caveats=(CAVEAT,)),
        Section("Quiet over time", "No change.", chart=LINE_CHART, level=2),
        Section("All units", "One unit is lower.", chart=FUNNEL_CHART),
        Section("What we do", "1 open action.", table=TABLE, level=2),
        Section("", "How to read this", lines=("Interval: where the share probably is.",)),
    ),
    foot="Riverside · made Nov 24",
)
RESULT_ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Nurses", 63, 0.84, 0.78, 0.90, 0.03),
    ("Quiet", 63, 0.33, 0.24, 0.41, -0.31),
    ("@Food", FEWER, None, None, None, None),
)
WORKBOOK = Workbook(
    title="4 West: Jul–Sep 2026",
    language="en-US",
    made=DAY_MADE,
    guide_name="How to read this",
    guide=(("Interval", "Where the share probably is."),),
    sheets=(
        Sheet(
            "Results",
            "Results",
            ("Jul–Sep 2026",),
            Table(
                (
                    Column("Measure", TEXT),
                    Column("Answers", COUNT),
                    Column("Best answer", SHARE),
                    Column("from", SHARE),
                    Column("to", SHARE),
                    Column("Difference", POINTS),
                ),
                RESULT_ROWS,
            ),
            (
                SheetChart(
                    BARS,
                    VERDICT,
                    "Bars of two measures.",
                    category=0,
                    series=(SheetSeries(2, low=3, high=4),),
                    rows=(0, 1),
                ),
            ),
        ),
    ),
)
