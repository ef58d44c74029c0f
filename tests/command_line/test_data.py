"""Survey files in and results out, by command."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from models.errors import FileRefused, Location
from tests.command_line.program import CommandLine, write_survey
from ui.cli.import_files import naming_the_file
from ui.text.errors import sentence


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return write_survey(tmp_path / "survey.csv")


@pytest.fixture
def main(tmp_path: Path, survey: Path) -> CommandLine:
    """The command line after the survey was imported."""
    main = CommandLine(str(tmp_path / "hospital.db"))
    answer = main("import", str(survey))
    assert answer.code == 0, answer.err
    return main


def test_that_an_import_tells_what_it_added(tmp_path: Path, survey: Path) -> None:
    answer = CommandLine(str(tmp_path / "new.db"))("import", str(survey), "--json")
    (report,) = answer.json["files"]
    expected = {
        "file": "survey.csv",
        "format": "respondents",
        "instrument": "hcahps-2025",
        "rows_read": 53,
        "responses_added": 53,
        "benchmarks_added": 0,
        "duplicates_skipped": 0,
        "rows_rejected": 0,
        "units": 3,
        "batch": 1,
        "problems": [],
        "problems_total": 0,
    }
    assert {key: report[key] for key in expected} == expected
    assert report["tallies_added"] > 0
    assert answer.err == ""


def test_that_the_same_file_again_adds_nothing(main: CommandLine, survey: Path) -> None:
    answer = main("import", str(survey), "--json")
    (report,) = answer.json["files"]
    assert answer.code == 0
    assert (report["responses_added"], report["duplicates_skipped"]) == (0, 53)
    assert len(main("files", "--json").json) == 1


def test_that_one_refused_file_does_not_keep_the_others_out(
    main: CommandLine, tmp_path: Path
) -> None:
    more = write_survey(tmp_path / "more.csv", units=(("5 North", 12, 6),))
    missing = tmp_path / "missing.csv"
    answer = main("import", str(missing), str(more), "--json")
    assert answer.code == 3
    assert [f["file"] for f in answer.json["files"]] == ["more.csv"]
    assert [f["file"] for f in answer.json["refused"]] == ["missing.csv"]
    assert answer.err.count("error: ") == 1


def test_that_a_refusal_names_its_file_once() -> None:
    unnamed = FileRefused("no_rows", where=Location(sheet="Wards"))
    named = naming_the_file(unnamed, "folder/wards.xlsx")
    assert sentence(named) == "wards.xlsx, sheet Wards: This table has column names but no rows."
    assert isinstance(named, FileRefused)
    assert naming_the_file(named, "folder/wards.xlsx") is named


def test_that_an_import_in_words_tells_the_counts_and_the_problems(
    tmp_path: Path, survey: Path
) -> None:
    with survey.open("a", encoding="utf-8") as stream:
        stream.write("x-1,Riverside,4 West,2026-04-11,Perhaps" + "," * 31 + "\n")
    answer = CommandLine(str(tmp_path / "new.db"))("import", str(survey))
    assert "survey.csv: 54 surveys added as import 1" in answer.out
    assert "54 rows read" in answer.out
    line = next(line for line in answer.out.splitlines() if "Perhaps" in line)
    assert "55" in line
    assert "Q1" in line


def test_that_imports_are_listed_and_taken_back(main: CommandLine) -> None:
    (batch,) = main("files", "--json").json
    assert batch["file"] == "survey.csv"
    assert batch["responses"] == 53
    assert batch["undone"] is None
    undone = main("undo-import", str(batch["batch"]), "--json")
    assert undone.json["responses_removed"] == 53
    assert undone.json["tallies_removed"] == batch["tallies"]
    assert undone.json["benchmarks_removed"] == 0
    assert main("units", "--json").json == []
    assert main("files", "--json").json[0]["undone"]
    assert main("undo-import", str(batch["batch"])).code == 2


def test_that_units_tell_what_they_hold(main: CommandLine) -> None:
    units = {u["unit"]: u for u in main("units", "--json").json}
    assert set(units) == {"4 West", "Hospice", "ICU"}
    assert units["ICU"] == {
        "unit": "ICU",
        "facility": "Riverside",
        "site": "",
        "type": "",
        "responses": 30,
        "from": "2026-04",
        "to": "2026-06",
        "closed": None,
        "no_unit": False,
    }
    assert "2026-04" in main("units").out


def test_that_a_unit_is_renamed_typed_and_closed(main: CommandLine) -> None:
    assert main("units", "rename", "ICU", "Intensive Care").code == 0
    assert main("units", "type", "intensive care", "icu", "--json").json["type"] == "icu"
    closed = main("units", "close", "ICU", "--on", "2026-07-31", "--json").json
    assert (closed["unit"], closed["closed"]) == ("Intensive Care", "2026-07-31")


def test_that_a_unit_is_closed_today_unless_told_otherwise(main: CommandLine) -> None:
    assert main("units", "close", "ICU", "--json").json["closed"] == "2026-09-01"


def test_that_merged_units_add_up(main: CommandLine) -> None:
    merged = main("units", "merge", "Hospice", "ICU", "--json").json
    assert (merged["unit"], merged["responses"]) == ("ICU", 33)
    assert {u["unit"] for u in main("units", "--json").json} == {"4 West", "ICU"}


def test_that_measures_are_listed_with_their_items(main: CommandLine) -> None:
    measures = {m["measure"]: m for m in main("measures", "--json").json}
    nurses = measures["nurses"]
    assert nurses["kind"] == "composite"
    assert nurses["items"] == ["nurse_respect", "nurse_listen", "nurse_explain"]
    assert measures["rating"]["kind"] == "item"


def test_that_a_unit_is_compared_with_the_rest_and_not_with_itself(main: CommandLine) -> None:
    value = main("compare", "--unit", "4 West", "--json").json
    assert (value["unit"], value["facility"], value["against"]) == ("4 West", "Riverside", "rest")
    nurses = next(m for m in value["measures"] if m["measure"] == "nurses")
    assert nurses["unit"]["n"] == 20
    assert nurses["unit"]["top_box"] == pytest.approx(12 / 20)
    assert nurses["other"]["n"] == 33
    assert nurses["other"]["top_box"] == pytest.approx(27 / 33)
    assert nurses["difference"]["top_box"] == pytest.approx(12 / 20 - 27 / 33)
    assert nurses["patients"] is None
    assert set(nurses["fair"]) >= {
        "same_question",
        "same_period",
        "same_mode",
        "enough_answers",
        "unit_excluded",
    }
    assert nurses["fair"]["unit_excluded"] is True


def test_that_a_rating_is_counted_in_patients(main: CommandLine) -> None:
    value = main("compare", "--unit", "4 West", "--json").json
    rating = next(m for m in value["measures"] if m["measure"] == "rating")
    gap = {key: rating["patients"][key] for key in ("of", "top", "at_other_rate", "gap")}
    assert gap == {"of": 20, "top": 20, "at_other_rate": 20, "gap": 0}


def test_that_too_few_answers_are_not_shown(main: CommandLine) -> None:
    value = main("compare", "--unit", "Hospice", "--json").json
    nurses = next(m for m in value["measures"] if m["measure"] == "nurses")
    assert nurses["unit"]["too_few"] is True
    assert nurses["unit"]["top_box"] is None
    assert nurses["difference"]["signal"] == "too_few"
    assert "too few" in main("compare", "--unit", "Hospice").out


def test_that_a_period_of_months_counts_those_months_only(main: CommandLine) -> None:
    value = main("compare", "--unit", "ICU", "--from", "2026-05", "--to", "2026-06", "--json").json
    assert value["period"] == {"from": "2026-05", "to": "2026-06"}
    nurses = next(m for m in value["measures"] if m["measure"] == "nurses")
    assert nurses["unit"]["n"] == 20


def test_that_the_words_hold_the_verdict_and_an_aligned_table(main: CommandLine) -> None:
    answer = main("compare", "--unit", "4 West")
    verdict = main("compare", "--unit", "4 West", "--json").json["verdict"]
    lines = answer.out.splitlines()
    assert verdict in answer.out.replace("\n", " ")
    row = next(line for line in lines if "60%" in line)
    assert "82%" in row
    assert "unit not in the average: yes" in answer.out


def test_that_the_table_for_a_spreadsheet_has_a_line_per_measure(main: CommandLine) -> None:
    answer = main("compare", "--unit", "4 West", "--csv")
    rows = {row["measure"]: row for row in csv.DictReader(io.StringIO(answer.out))}
    assert float(rows["nurses"]["unit_top_box"]) == pytest.approx(0.6)
    assert rows["nurses"]["patients_gap"] == ""
    assert rows["rating"]["unit_too_few"] == "false"


def test_that_no_cell_of_the_table_runs_as_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    rows = [
        f"{'ABC'[n % 3]},2026-05-01,{'Good' if n % 2 else 'Bad'},{'Yes' if n % 3 else 'No'}"
        for n in range(60)
    ]
    path.write_text("\n".join(["Unit,Discharge date,=1+1,+Clean", *rows]), encoding="utf-8")
    main = CommandLine(str(tmp_path / "odd.db"))
    assert main("import", str(path)).code == 0
    answer = main("compare", "--unit", "A", "--csv")
    cells = [cell for row in csv.reader(io.StringIO(answer.out)) for cell in row]
    words = [cell for cell in cells if not cell.lstrip("-").replace(".", "").isdigit()]
    assert any(cell.startswith("'=") for cell in words)
    assert not any(cell.startswith(("=", "+", "@")) for cell in words)


def test_that_an_unknown_unit_is_refused_with_the_near_ones(main: CommandLine) -> None:
    answer = main("compare", "--unit", "4 Wst")
    assert answer.code == 2
    assert "4 West" in answer.err


def test_that_units_of_one_name_are_told_apart_by_facility(
    main: CommandLine, tmp_path: Path
) -> None:
    text = write_survey(tmp_path / "b.csv").read_text(encoding="utf-8")
    (tmp_path / "b.csv").write_text(text.replace("Riverside", "Hilltop"), encoding="utf-8")
    assert main("import", str(tmp_path / "b.csv")).code == 0
    refused = main("compare", "--unit", "4 West")
    assert refused.code == 2
    assert "Hilltop" in refused.err
    assert "Riverside" in refused.err
    assert main("compare", "--unit", "4 West", "--facility", "Hilltop", "--json").code == 0


def test_that_a_month_sent_again_replaces_the_stored_one(main: CommandLine, tmp_path: Path) -> None:
    path = write_survey(tmp_path / "again.csv", units=(("4 West", 21, 21),))
    told = " ".join(main("import", str(path), "--dry-run").out.split())
    assert "20 for 2026-04 to 2026-06 are already stored in 1 unit" in told
    assert "8 rows have different answers in this file" in told
    answer = main("import", str(path), "--replace-months", "--json")
    (report,) = answer.json["files"]
    assert (report["replaced"], report["responses_added"]) == (20, 21)
    assert report["overlap"]["months"] == ["2026-04", "2026-05", "2026-06"]
    assert report["overlap"]["standing"] == 33
    assert main("check", "--json").json["ok"] is True
    undone = main("undo-import", str(report["batch"]), "--json").json
    assert (undone["responses_removed"], undone["responses_restored"]) == (21, 20)
    assert main("check", "--json").json["ok"] is True
