"""Questions beyond the comparison, by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.program import CommandLine, write_survey


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    assert main("import", str(write_survey(tmp_path / "survey.csv"))).code == 0
    return main


def test_that_a_trend_has_points_rules_and_a_verdict(main: CommandLine) -> None:
    value = main("trend", "--unit", "ICU", "--measure", "nurses", "--json").json
    assert (value["unit"], value["measure"]) == ("ICU", "nurses")
    assert value["chart"] in ("run", "p", "p_prime", "xmr", "none")
    assert sum(point["n"] for point in value["points"]) == 30
    keys = {"period", "n", "x", "value", "low", "high", "center", "lcl", "ucl", "flags"}
    assert all(keys <= set(point) for point in value["points"])
    assert value["rules"]
    assert value["why"]
    assert value["verdict"]


def test_that_a_trend_in_words_hides_what_too_few_answered(main: CommandLine) -> None:
    answer = main("trend", "--unit", "Hospice", "--measure", "nurses")
    assert answer.code == 0
    assert "too few" in answer.out
    assert "100%" not in answer.out


def test_that_a_trend_of_means_by_quarters_is_written_as_means(main: CommandLine) -> None:
    asked = ("trend", "--unit", "ICU", "--measure", "nurses", "--of", "mean", "--step", "quarter")
    value = main(*asked, "--json").json
    assert (value["of"], value["step"]) == ("mean", "quarter")
    shown = [point for point in value["points"] if point["value"] is not None]
    assert shown
    assert all("-" in point["period"] and point["value"] > 1 for point in shown)
    assert "%" not in main(*asked).out.split("No rules")[0].split("mean", 1)[1].split("95%", 1)[1]


def test_that_another_score_or_step_is_refused(main: CommandLine) -> None:
    asked = ("trend", "--unit", "ICU", "--measure", "nurses")
    assert main(*asked, "--of", "median").code == 2
    assert main(*asked, "--step", "week").code == 2


def test_that_a_funnel_places_every_unit_between_its_limits(main: CommandLine) -> None:
    value = main("funnel", "--measure", "nurses", "--json").json
    units = {unit["unit"]: unit for unit in value["units"]}
    assert set(units) == {"4 West", "ICU", "Hospice"}
    assert units["Hospice"]["signal"] == "too_few"
    assert units["Hospice"]["top_box"] is None
    icu = units["ICU"]
    assert icu["low998"] <= icu["low95"] <= value["target"] <= icu["high95"] <= icu["high998"]


def test_that_a_funnel_in_words_shows_limits_and_no_ranks(main: CommandLine) -> None:
    lines = main("funnel", "--measure", "nurses").out.splitlines()
    row = next(line for line in lines if line.startswith("Hospice"))
    assert "too few" in row
    assert any("99.8% limits" in line for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [
        ("trend", "--unit", "ICU", "--measure", "nursing"),
        ("trend", "--unit", "ICY", "--measure", "nurses"),
        ("trend", "--unit", "ICU"),
        ("funnel", "--measure", "nursing"),
        ("funnel",),
        ("priorities", "--unit", "ICU", "--outcome", "nursing"),
        ("priorities",),
        ("cahps", "--measure", "nursing"),
        ("cahps", "--measure", "nurses", "--adjust", "shoe_size"),
        ("cahps", "--measure", "nurses", "--by", "floor"),
    ],
)
def test_that_unknown_names_are_refused_with_those_there_are(
    main: CommandLine, arguments: tuple[str, ...]
) -> None:
    answer = main(*arguments)
    assert answer.code == 2
    assert answer.err.startswith("error: ")


def test_that_priorities_name_the_outcome_and_say_what_they_rest_on(main: CommandLine) -> None:
    value = main("priorities", "--unit", "4 West", "--outcome", "rating", "--json").json
    assert (value["unit"], value["outcome"]) == ("4 West", "rating")
    assert {"n", "r_squared", "items", "note"} <= set(value)
    assert value["note"]
    nurses = next(item for item in value["items"] if item["measure"] == "nurses")
    assert nurses["gap"] == pytest.approx(12 / 20 - 27 / 33)
    assert {"importance", "low", "high", "performance", "quadrant", "tied_with"} <= set(nurses)


def test_that_units_are_adjusted_and_tested_beside_each_other(main: CommandLine) -> None:
    value = main("cahps", "--measure", "nurses", "--json").json
    units = {unit["unit"]: unit for unit in value["units"]}
    assert units["ICU"]["unadjusted"] == pytest.approx(3.8)
    assert units["4 West"]["unadjusted"] == pytest.approx(3.6)
    assert units["Hospice"]["unadjusted"] is None
    assert value["overall"] == pytest.approx(3.7)
    assert {"F", "df", "p"} <= set(value)
    keys = {"unit", "n", "unadjusted", "adjusted", "difference", "se", "p", "stars"}
    assert all(keys <= set(unit) for unit in value["units"])


def test_that_adjusters_may_be_given_together_or_one_by_one(main: CommandLine) -> None:
    together = main("cahps", "--measure", "nurses", "--adjust", "rating", "education", "--json")
    one_by_one = main(
        *("cahps", "--measure", "nurses", "--adjust", "rating", "--adjust", "education", "--json")
    )
    assert together == one_by_one
    assert together.code == 0


def test_that_units_are_adjusted_in_words(main: CommandLine) -> None:
    lines = main("cahps", "--measure", "nurses").out.splitlines()
    row = next(line for line in lines if line.startswith("ICU"))
    assert "3.800" in row
    assert any(line.startswith("Hospice") and "too few" in line for line in lines)


def test_that_priorities_in_words_end_with_what_they_rest_on(main: CommandLine) -> None:
    answer = main("priorities", "--unit", "4 West")
    assert answer.code == 0
    assert "Communication with Nurses" in answer.out


def test_that_a_comparison_is_taken_apart_by_how_patients_came(tmp_path: Path) -> None:
    survey = write_survey(tmp_path / "survey.csv")
    lines = survey.read_text(encoding="utf-8").splitlines()
    column = lines[0].split(",").index("Q26")
    told = [line.split(",") for line in lines]
    for place, cells in enumerate(told[1:]):
        cells[column] = ("No", '"Yes, definitely"')[place % 2]
    survey.write_text("\n".join(",".join(cells) for cells in told), encoding="utf-8")
    main = CommandLine(str(tmp_path / "told.db"))
    assert main("import", str(survey)).code == 0
    asked = ("compare", "--unit", "ICU", "--by", "admission")
    tables = {table["measure"]: table for table in main(*asked, "--json").json["subgroups"]}
    nurses = tables["nurses"]
    assert [(group["group"], group["n"]) for group in nurses["groups"]] == [
        ("Yes, definitely", 15),
        ("No", 15),
    ]
    assert nurses["verdict"] in main(*asked).out.replace("\n", " ")
    assert main(*asked, "--csv").out.startswith("measure,by,trait,group,n,top_box")


def test_that_files_that_tell_nothing_of_patients_say_so(main: CommandLine) -> None:
    answer = main("compare", "--unit", "ICU", "--by", "mode", "--by", "age")
    assert answer.code == 0
    assert "don't say this about patients: mode, age." in answer.out
    assert main("compare", "--unit", "ICU", "--by", "mode", "--json").json["subgroups"] == []


def test_that_another_grouping_is_refused(main: CommandLine) -> None:
    assert main("compare", "--unit", "ICU", "--by", "race").code == 2


def test_that_the_choices_of_ahrqs_program_are_options(main: CommandLine) -> None:
    asked = ("cahps", "--measure", "nurses", "--smoothing", "20", "--weigh", "surveys")
    value = main(*asked, "--json").json
    assert value["options"]["smoothing"] == 20
    assert value["options"]["weigh"] == "surveys"
    assert main("cahps", "--measure", "nurses", "--smoothing", "-3").code == 2
    assert main("cahps", "--measure", "nurses", "--p-value", "nan").code == 2


def test_that_a_comparison_says_where_stars_would_be_and_by_which_table(main: CommandLine) -> None:
    value = main("compare", "--unit", "ICU", "--stars", "2025-10", "--json").json["stars"]
    assert value["edition"] == "2025-10"
    assert value["summary"] is None
    assert value["summary_words"]
    assert value["cut_points"]["rating"] == [81, 85, 89, 93]
    assert "Not official" in main("compare", "--unit", "ICU", "--stars").out.replace("\n", " ")
    assert main("compare", "--unit", "ICU", "--stars", "1999-01").code == 2


def test_that_a_plan_says_when_a_wished_change_could_be_known(main: CommandLine) -> None:
    asked = ("evidence", "--unit", "ICU", "--measure", "nurses", "--json")
    value = main(*asked, "--change", "20", "--per-month", "100").json
    assert (value["change"], value["per_month"]) == (0.2, 100)
    assert value["words"]
    assert value["evidence"] is None
    judged = main(*asked, "--since", "2026-05-01").json["evidence"]
    assert judged["status"] in (
        "better",
        "worse",
        "no_clear_change",
        "too_early",
        "too_little_data",
    )


@pytest.mark.parametrize("wish", [("--change", "0"), ("--change", "nan"), ("--per-month", "-3")])
def test_that_a_wish_that_is_no_change_is_refused(main: CommandLine, wish: tuple[str, str]) -> None:
    assert main("evidence", "--unit", "ICU", "--measure", "nurses", *wish).code == 2


def test_that_ranks_come_from_a_table_that_somebody_has(tmp_path: Path) -> None:
    main = CommandLine(str(tmp_path / "hospital.db"))
    main("import", str(write_survey(tmp_path / "survey.csv")))
    table = tmp_path / "vendor.csv"
    table.write_text("measure,score,percentile\nnurses,40,5\nnurses,100,95\n", "utf-8")
    told = main("compare", "--unit", "ICU", "--percentiles", str(table))
    assert told.code == 0, told.err
    assert "80% is at percentile 65, and could be" in " ".join(told.out.split())
    assert "adjusted the same way" in " ".join(told.out.split())
    refused = main("compare", "--unit", "ICU", "--percentiles", str(tmp_path / "none.csv"))
    assert refused.code == 3
