"""Aggregated figures, long and wide: recognized, turned into whole counts, or told why not."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from models.errors import FileRefused
from models.files.aggregates.measures import OTHER, TOP, hcahps_key, hcahps_shares
from models.files.cells import Order
from models.files.content import CountRow, ReadOptions, SurveyFile, no_progress
from models.files.mapping import Mapping
from models.files.preview.build import preview_file
from models.files.recognize import open_survey_file
from models.survey import Instrument
from models.survey.catalog import (
    built_in_instruments,
    instrument_from_json,
    instrument_to_json,
)
from tests.models.files.surveys import FILES, write_csv, write_workbook

JULY, AUGUST, SEPTEMBER = 2026 * 12 + 6, 2026 * 12 + 7, 2026 * 12 + 8
CLEAN, RATING = "clean", "rating"
NURSES = "nurse_respect_and_nurse_listen_and_nurse_explain"

LONG = [
    ["Unit", "Measure", "Month", "n", "Top Box %"],
    ["4 West", "Cleanliness", "2026-07", "45", "71.1"],
    ["4 West", "Rate hospital 9-10", "2026-07", "44", "75.0"],
    ["5 East", "Cleanliness", "2026-07", "30", "50.0"],
    ["5 East", "Rate hospital 9-10", "2026-07", "30", "80.0"],
    ["4 West", "Cleanliness", "2026-08", "50", "80.0"],
    ["4 West", "Rate hospital 9-10", "2026-08", "50", "66.0"],
]
EXPECTED = {
    ("4 West", JULY): {CLEAN: (32, 45), RATING: (33, 44)},
    ("5 East", JULY): {CLEAN: (15, 30), RATING: (24, 30)},
    ("4 West", AUGUST): {CLEAN: (40, 50), RATING: (33, 50)},
}


def read(
    folder: Path, table: Sequence[Sequence[str]], name: str = "shares.csv", **options: str
) -> tuple[SurveyFile, list[CountRow]]:
    known: list[Instrument] = list(built_in_instruments())
    path = write_csv(folder / name, table)
    file = open_survey_file(path, ReadOptions(**options), known, no_progress)
    rows = [
        row
        for block in file.blocks
        if isinstance(block, list)
        for row in block
        if isinstance(row, CountRow)
    ]
    return file, rows


def shares(rows: Sequence[CountRow]) -> dict[tuple[str, int], dict[str, tuple[int, int]]]:
    found = {}
    for row in rows:
        items = {item for item, _ in row.counts}
        tops = {item: row.counts.get((item, TOP), 0) for item in items}
        found.setdefault((row.unit, row.month), {}).update(
            {item: (tops[item], tops[item] + row.counts.get((item, OTHER), 0)) for item in items}
        )
    return found


def test_that_a_long_table_becomes_whole_counts(tmp_path: Path) -> None:
    file, rows = read(tmp_path, LONG)
    assert (file.format, file.rows_read, file.problems_total) == ("aggregates", 6, 0)
    assert file.instrument is not None
    assert file.instrument.key == "hcahps-2025-shares"
    assert shares(rows) == EXPECTED
    assert sum(row.source_rows for row in rows) == 6


def test_that_a_decimal_comma_tells_how_thousands_are_parted_beside_it(tmp_path: Path) -> None:
    head = ["Unit", "Month", "Cleanliness n", "Cleanliness %"]
    rows = [["4 West", "Jul 2026", "1.200", "72,5 %"], ["5 East", "Jul 2026", "1.200", "72.5%"]]
    file, found = read(tmp_path, [head, *rows])
    assert [cells[CLEAN] for cells in shares(found).values()] == [(870, 1200)]
    assert [(p.row, p.value, p.reason) for p in file.problems] == [
        (3, "1.200", "not a whole number of answers")
    ]


WIDE_PAIRS = [
    ["Unit", "Month", "Cleanliness n", "Cleanliness %", "Rate hospital 9-10 n",
     "Rate hospital 9-10 %"],
    ["4 West", "Jul 2026", "45", "71.1%", "44", "75%"],
    ["5 East", "Jul 2026", "30", "50%", "30", "80%"],
    ["4 West", "Aug 2026", "50", "80%", "50", "66%"],
]  # fmt: skip
WIDE_TWO_LINES = [
    ["Patient experience", "", "", "", "", ""],
    ["", "", "Cleanliness", "", "Rate hospital 9-10", ""],
    ["Unit", "Period", "N", "Top Box", "N", "Top Box"],
    ["4 West", "2026-07", "45", "71.1", "44", "75.0"],
    ["5 East", "2026-07", "30", "50.0", "30", "80.0"],
    ["4 West", "2026-08", "50", "80.0", "50", "66.0"],
]
WIDE_MONTHS = [
    ["", "", "July 2026", "", "August 2026", ""],
    ["Unit", "Measure", "n", "%", "n", "%"],
    ["4 West", "Cleanliness", "45", "71.1", "50", "80.0"],
    ["", "Rate hospital 9-10", "44", "75.0", "50", "66.0"],
    ["5 East", "Cleanliness", "30", "50.0", "", ""],
    ["", "Rate hospital 9-10", "30", "80.0", "", ""],
]
WIDE_MONTHS_ONE_LINE = [
    ["Unit", "Question", "Jul-26 n", "Jul-26 %", "Aug-26 n", "Aug-26 %"],
    *[[row[0] or unit, *row[1:]] for row, unit in zip(
        WIDE_MONTHS[2:], ["4 West", "4 West", "5 East", "5 East"], strict=True)],
]  # fmt: skip
THREE_LINES = [
    ["", "2026-07", "", "", "", "2026-08", "", "", ""],
    ["", "Cleanliness", "", "Overall rating", "", "Cleanliness", "", "Overall rating", ""],
    ["Ward", "n", "%", "n", "%", "n", "%", "n", "%"],
    ["4 West", "45", "71.1", "44", "75.0", "50", "80.0", "50", "66.0"],
    ["5 East", "30", "50.0", "30", "80.0", "", "", "", ""],
]
COUNTS = [[*row[:4], top] for row, top in zip(
    LONG, ["Top Box n", "32", "33", "15", "24", "40", "33"], strict=True)]  # fmt: skip
FRACTIONS = [[*row[:4], top] for row, top in zip(
    LONG, ["Share", ".711", "0.75", "0.5", "0.8", "0,80", "0.66"], strict=True)]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [WIDE_PAIRS, WIDE_TWO_LINES, WIDE_MONTHS, WIDE_MONTHS_ONE_LINE, THREE_LINES, COUNTS, FRACTIONS],
    ids=["pairs", "two lines", "months", "months in one line", "three lines", "counts", "0-1"],
)
def test_that_the_same_figures_come_out_of_every_layout(
    tmp_path: Path, table: list[list[str]]
) -> None:
    file, rows = read(tmp_path, table)
    assert (file.format, file.problems_total) == ("aggregates", 0)
    assert shares(rows) == EXPECTED


def test_that_one_number_of_answers_may_serve_all_measures_of_a_row(tmp_path: Path) -> None:
    table = [["Unit", "Month", "Responses", "Cleanliness", "Would recommend"],
             ["4 West", "2026-07", "40", "75%", "80%"],
             ["5 East", "2026-07", "20", "50%", "55%"]]  # fmt: skip
    _, rows = read(tmp_path, table)
    assert shares(rows) == {
        ("4 West", JULY): {CLEAN: (30, 40), "recommend": (32, 40)},
        ("5 East", JULY): {CLEAN: (10, 20), "recommend": (11, 20)},
    }
    assert [row.responses for row in rows] == [40, 20]


def test_that_shares_of_a_workbook_formatted_as_percent_are_fractions(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "shares.xlsx",
        {
            "Notes": [["About these figures"]],
            "Data": [
                ["Hospital", "Unit", "Measure", "Quarter", "N Size", "Top Box %"],
                ["Lakeside", "4 West", "Cleanliness", "Q3 2026", 45, 32 / 45],
                ["Lakeside", "4 West", "Quiet at night", "Q3 2026", 44, 0.75],
            ],
        },
    )
    file = open_survey_file(path, ReadOptions(), built_in_instruments(), no_progress)
    rows = [row for block in file.blocks for row in block if isinstance(row, CountRow)]
    assert shares(rows) == {("4 West", SEPTEMBER): {CLEAN: (32, 45), "quiet": (33, 44)}}
    assert [row.facility for row in rows] == ["Lakeside"]
    assert any("in their last month" in note for note in file.notes)


def test_that_a_share_which_is_no_whole_count_is_reported_and_left_out(tmp_path: Path) -> None:
    file, rows = read(tmp_path, [*LONG[:-1], ["4 West", "Overall rating", "2026-08", "48", "66.0"]])
    assert [(p.row, p.column, p.value, p.reason) for p in file.problems] == [
        (7, "Top Box %", "66.0", "not a whole number of 48 answers: 32 would be 66.7%")
    ]
    assert shares(rows)["4 West", AUGUST] == {CLEAN: (40, 50)}


def test_that_an_average_of_questions_is_kept_as_nearest_and_said_to_be_one(
    tmp_path: Path,
) -> None:
    table = [*LONG, ["4 West", "Communication with Nurses", "2026-07", "45", "72.0"]]
    file, rows = read(tmp_path, table)
    assert shares(rows)["4 West", JULY][NURSES] == (32, 45)  # 32.4 is no whole count
    assert file.instrument is not None
    measure = file.instrument.measure_by_key["nurses"]
    assert (measure.kind, measure.average) == ("composite", True)
    rounded = next(note for note in file.notes if note.startswith("Averages rounded"))
    assert "1, at most 0.9 points" in rounded


def test_that_a_measure_whose_shares_are_rarely_whole_counts_is_an_average(tmp_path: Path) -> None:
    table = [LONG[0]]
    table += [["A", "Our spirit", f"2026-0{n}", "21", "70.0"] for n in range(1, 7)]
    table += [["A", "Our food", f"2026-0{n}", "20", "70.0"] for n in range(1, 7)]
    file, _ = read(tmp_path, table)
    assert file.instrument is not None
    averages = {m.label: m.average for m in file.instrument.measures}
    assert averages == {"Our spirit": True, "Our food": False}
    assert file.problems_total == 0


@pytest.mark.parametrize(
    "mark", ["<10", "*", "n<10", "suppressed", "–", "(<5)", "N/A", "≤ 10", "s", "Not available"]
)
def test_that_figures_held_back_are_counted_and_never_made_up(tmp_path: Path, mark: str) -> None:
    table = [*LONG, ["6 North", "Cleanliness", "2026-07", mark, mark]]
    file, rows = read(tmp_path, table)
    hidden = [row for row in rows if row.unit == "6 North"]
    assert [(r.suppressed, r.responses, r.counts) for r in hidden] == [(True, None, {})]
    assert file.problems_total == 0
    assert "Scores the sender withheld: 1." in file.notes


@pytest.mark.parametrize(
    ("n", "share", "reason"),
    [
        ("45.5", "71", "not a whole number of answers"),
        ("-3", "71", "not a whole number of answers"),
        ("45", "inf", "not a percentage"),
        ("45", "1e5", "not a percentage"),
        ("45", "", "not a percentage"),
        ("45", "171", "more than all 45 answers"),
    ],
)
def test_that_a_figure_which_cannot_be_is_reported(
    tmp_path: Path, n: str, share: str, reason: str
) -> None:
    file, _ = read(tmp_path, [*LONG, ["6 North", "Cleanliness", "2026-07", n, share]])
    assert [(p.row, p.reason) for p in file.problems] == [(8, reason)]


def test_that_totals_are_left_out_so_that_no_unit_is_inside_its_own_rest(tmp_path: Path) -> None:
    table = [*LONG]
    for total in ("Total", "All Units", "Grand Total"):
        table.append([total, "Cleanliness", "2026-07", "75", "62.7"])
    file, rows = read(tmp_path, table)
    assert shares(rows) == EXPECTED
    assert "Total rows were left out: 3." in file.notes


def test_that_a_quarter_given_by_its_months_too_is_counted_once(tmp_path: Path) -> None:
    table = [LONG[0]]
    for month, n in (("2026-07", "20"), ("2026-08", "30"), ("2026-09", "50"), ("Q3 2026", "100")):
        table.append(["4 West", "Cleanliness", month, n, "70.0"])
    file, rows = read(tmp_path, table)
    assert {row.month: row.responses for row in rows} == {JULY: 20, AUGUST: 30, SEPTEMBER: 50}
    assert any("Left out" in note for note in file.notes)


def test_that_rolling_periods_are_refused(tmp_path: Path) -> None:
    table = [LONG[0], ["A", "Cleanliness", "Jul - Sep 2026", "20", "70"],
             ["A", "Cleanliness", "Aug - Oct 2026", "20", "70"]]  # fmt: skip
    with pytest.raises(FileRefused, match="rolling_periods"):
        read(tmp_path, table)


def one_measure(header: str, figures: Sequence[tuple[str, str]]) -> list[list[str]]:
    rows = [[f"{place} West", "Our food", "2026-07", *pair] for place, pair in enumerate(figures)]
    return [["Unit", "Measure", "Month", "n", header], *rows]


@pytest.mark.parametrize(
    ("header", "figures", "expected"),
    [
        ("Top Box", [("40", "75"), ("50", "80")], (30, 40)),  # more than all: percents
        ("Top Box", [("40", "30"), ("50", "41"), ("30", "22")], (30, 40)),  # 30 % of 40 is 12, but
        ("Favorable", [("40", "75%"), ("50", "80%")], (30, 40)),
        ("% Favorable", [("100", "75"), ("100", "80")], (75, 100)),
        ("Top Box Count", [("200", "75"), ("200", "80")], (75, 200)),
    ],
)
def test_that_percents_and_counts_are_told_apart(
    tmp_path: Path, header: str, figures: list[tuple[str, str]], expected: tuple[int, int]
) -> None:
    file, rows = read(tmp_path, one_measure(header, figures))
    assert shares(rows)["0 West", JULY] == {"our_food": expected}
    assert file.problems_total == 0


def test_that_plain_numbers_which_may_be_either_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, one_measure("Top Box", [("200", "75"), ("300", "80")]))
    assert refused.value.code == "percent_or_count"


def test_that_a_month_comes_from_the_title_or_the_files_name(tmp_path: Path) -> None:
    bare = [[row[0], row[1], *row[3:]] for row in LONG[:5]]
    titled = [["Patient experience, July 2026"], *bare]
    assert shares(read(tmp_path, titled)[1]).keys() == {("4 West", JULY), ("5 East", JULY)}
    named = read(tmp_path, bare, name="shares 2026-07.csv")[1]
    assert shares(named).keys() == {("4 West", JULY), ("5 East", JULY)}
    with pytest.raises(FileRefused, match="no_month"):
        read(tmp_path, bare, name="shares.csv")


def test_that_days_first_in_the_column_are_known_by_all_of_it(tmp_path: Path) -> None:
    table = [LONG[0], *([*row[:2], f"01/0{row[2][-1]}/2026", *row[3:]] for row in LONG[1:])]
    assert shares(read(tmp_path, table)[1]) == EXPECTED


def test_that_a_measure_is_read_as_the_version_of_its_month(tmp_path: Path) -> None:
    table = [LONG[0], ["A", "Responsiveness", "2024-07", "20", "70"],
             ["A", "Cleanliness", "2024-07", "20", "70"],
             ["A", "Responsiveness", "2025-07", "20", "70"],
             ["A", "Cleanliness", "2025-07", "20", "70"]]  # fmt: skip
    file, rows = read(tmp_path, table)
    assert file.instrument is not None
    by_month = {row.month: (row.instrument or file.instrument).key for row in rows}
    assert by_month == {24294: "hcahps-2019-shares", 24306: "hcahps-2025-shares"}
    items = [{item for item, _ in row.counts} for row in rows]
    assert items[0] & items[1] == {CLEAN}  # responsiveness became another question


def test_that_published_ids_name_measures_too() -> None:
    ids = ("H_COMP_1_A_P", "H_NURSE_LISTEN_A_P", "H_HSP_RATING_9_10", "H_COMP_1_SN_P")
    assert [hcahps_key(i) for i in ids] == ["nurses", "nurse_listen", "rating", None]


def test_that_a_questionnaire_of_shares_survives_its_definition() -> None:
    for instrument in hcahps_shares():
        assert instrument_from_json(instrument_to_json(instrument)) == instrument
        assert instrument.of_shares


@pytest.mark.parametrize("table", [LONG, WIDE_TWO_LINES, WIDE_MONTHS])
def test_that_the_preview_knows_what_an_import_would_read(
    tmp_path: Path, table: list[list[str]]
) -> None:
    path = write_csv(tmp_path / "shares.csv", table)
    preview = preview_file(path, ReadOptions(), built_in_instruments(), no_progress)
    assert (preview.format, preview.refused, preview.questions) == ("aggregates", None, ())
    assert preview.of_layout


RESPONDENTS = [
    ["Unit", "Discharge date", "How clean was it?", "Score"],
    *([f"{n % 3} West", f"2026-07-{n:02d}", "Always", str(n % 10)] for n in range(1, 25)),
]


@pytest.mark.parametrize(
    "table",
    [
        RESPONDENTS,
        [["Unit", "Measure", "n", "Top Box %"], *([f"{n % 3} West", "Clean", "4", "75"]
          for n in range(20))],
        [["Unit", "n", "Percent pain", "Always clean"], *(["A", str(n), "75", "Always"]
          for n in range(20))],
    ],
    ids=["respondents", "the same figure again and again", "no measure"],
)  # fmt: skip
def test_that_other_tables_are_not_taken_for_aggregates(
    tmp_path: Path, table: list[list[str]]
) -> None:
    with suppress(FileRefused):
        assert read(tmp_path, table, name="july 2026.csv")[0].format != "aggregates"


def test_that_no_real_file_of_another_kind_is_taken_for_aggregates() -> None:
    if not FILES.exists():
        pytest.skip("$SURVEY_FILES names no folder of survey files")
    for path in sorted(FILES.rglob("*.csv")):
        try:
            options = ReadOptions()
            file = open_survey_file(path, options, built_in_instruments(), no_progress)
        except FileRefused:
            continue
        assert (file.format == "aggregates") == (path.name == "poc30_synthetic.csv"), path.name


def test_that_a_table_with_a_column_of_units_needs_no_unit_that_was_named(tmp_path: Path) -> None:
    file, rows = read(tmp_path, LONG, unit="A")
    assert shares(rows) == EXPECTED
    assert "The unit you named wasn't needed." in file.notes


def test_that_rows_which_add_up_the_others_are_left_out_under_any_name(tmp_path: Path) -> None:
    units = [("A", 40, 30), ("B", 50, 20), ("C", 30, 12), ("D", 20, 19)]
    sums = [("Region North", 140, 81)]
    for rows in (sums + units, units + sums):
        table = [["Unit", "Measure", "Month", "n", "Top Box %"]]
        table += [[u, "Clean", "2026-07", str(n), f"{100 * top / n:.1f}"] for u, n, top in rows]
        file, read_rows = read(tmp_path, table)
        assert {row.unit for row in read_rows} == {"A", "B", "C", "D"}
        assert any("Region North" in note for note in file.notes)


@pytest.mark.parametrize(
    "header",
    ["Response Rate %", "Hand Hygiene Compliance %", "% Negative", "Readmission Rate %"],
)
def test_that_what_no_patient_said_is_no_measure(tmp_path: Path, header: str) -> None:
    table = [
        ["Unit", "Month", "Surveys", header],
        *(["A", f"2026-0{m}", "50", "40"] for m in "123"),
    ]
    with pytest.raises(FileRefused):
        read(tmp_path, table)


def test_that_figures_which_no_measure_claims_are_named(tmp_path: Path) -> None:
    table = [[*LONG[0], "Top 2 Box %", "Percentile Rank", "Top Box % (prior)"]]
    table += [[*row, "90", "55", "61"] for row in LONG[1:]]
    file, rows = read(tmp_path, table)
    assert shares(rows) == EXPECTED
    assert [(c.column, c.answers) for c in file.left_out] == [
        ("Top 2 Box %", 6),
        ("Percentile Rank", 6),
        ("Top Box % (prior)", 6),
    ]


def test_that_the_only_share_of_a_table_is_called_as_its_column(tmp_path: Path) -> None:
    table = [["Ward", "Month", "Responses", "% Positive", "% Negative"]]
    table += [["Ash", "01/06/2026", "50", "80", "10"], ["Elm", "01/06/2026", "40", "75", "5"]]
    _, rows = read(tmp_path, table)
    june = 2026 * 12 + 5
    assert shares(rows) == {
        ("Ash", june): {"positive": (40, 50)},
        ("Elm", june): {"positive": (30, 40)},
    }


def test_that_days_which_fit_both_ways_are_asked_about(tmp_path: Path) -> None:
    table = [LONG[0], ["4 West", "Cleanliness", "03/07/2026", "45", "71.1"]]
    file, _ = read(tmp_path, table)
    (question,) = file.questions
    assert (question.id, question.columns) == ("date order", ("Month",))
    path = tmp_path / "shares.csv"
    said = ReadOptions(said=Mapping(date_order=Order.DAY_FIRST))
    preview = preview_file(path, ReadOptions(), built_in_instruments(), no_progress)
    assert [asked.id for asked in preview.questions] == ["date order"]
    file = open_survey_file(path, said, built_in_instruments(), no_progress)
    assert file.questions == ()
    (block,) = file.blocks
    assert [row.month for row in block if isinstance(row, CountRow)] == [JULY]


def test_that_each_block_of_rows_is_of_the_month_above_it(tmp_path: Path) -> None:
    header = ["Unit", "Clean n", "Clean Top Box %"]
    table = [["July 2026"], header, ["A", "40", "50"], [], ["Aug 2026"], header, ["A", "20", "75"]]
    _, rows = read(tmp_path, table)
    assert shares(rows) == {("A", JULY): {CLEAN: (20, 40)}, ("A", AUGUST): {CLEAN: (15, 20)}}


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("Reporting period: Q3 2026 (Jul-Sep)", SEPTEMBER),
        ("Patient voices, July 2026 to August 2026", AUGUST),
        ("Results Jul-Sep 2026 (preliminary)", SEPTEMBER),
    ],
)
def test_that_a_title_may_name_months_among_other_words(
    tmp_path: Path, title: str, month: int
) -> None:
    bare = [[row[0], row[1], *row[3:]] for row in LONG[:3]]
    printed = ["Extracted October 12, 2026"]
    _, rows = read(tmp_path, [[title], printed, *bare])
    assert {row.month for row in rows} == {month}
    with pytest.raises(FileRefused, match="no_month"):
        read(tmp_path, [printed, *bare])


MONTHLY = ["Unit", "Measure", "Month"]
UNREADABLE = {
    "no-numbers": [["Unit", "Nurses %", "Doctors %"], ["A", "80", "75"], ["B", "71", "66"]],
    "means": [[*MONTHLY, "n", "Mean Score"], *([u, "Care", "2026-07", "40", "87.5"] for u in "AB")],
    "together": [["Unit", "Nurses", "Doctors"], *([u, "80% (n=40)", "75% (n=40)"] for u in "AB")],
    "repeated": [
        [*MONTHLY, "Age", "n", "Top Box %"],
        *(
            [u, "Care", "2026-07", age, n, "75"]
            for u in "AB"
            for age, n in (("0-44", "40"), ("45+", "60"))
        ),
    ],
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_that_a_table_of_figures_is_refused_for_its_own_reason(tmp_path: Path, why: str) -> None:
    for options in ({}, {"unit": "A"}):
        with pytest.raises(FileRefused) as refused:
            read(tmp_path, UNREADABLE[why], **options)
        assert (refused.value.code, refused.value.facts["why"]) == ("figures", why)


def test_that_counts_of_yes_and_no_are_not_said_to_be_percents(tmp_path: Path) -> None:
    table = [["Ward", "Date", "Yes", "No"]]
    table += [[f"W{n % 2}", f"2026-03-{n + 1:02d}", str(n % 9), str(n % 4)] for n in range(28)]
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, table)
    assert refused.value.code == "no_questions"


def test_that_a_table_of_shares_without_units_asks_for_them(tmp_path: Path) -> None:
    table = [["Service Line", *LONG[0][1:]], *LONG[1:]]
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, table)
    assert refused.value.code == "no_unit"
    assert shares(read(tmp_path, table, unit_column="Service Line")[1]) == EXPECTED
