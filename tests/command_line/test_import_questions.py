"""What a file leaves open is asked, left out and said; options answer it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.program import CommandLine
from tests.models.files.surveys import write_csv

WORDS = ["Poor", "Fair", "Good", "Very good", "Excellent"]


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    return CommandLine(str(tmp_path / "hospital.db"))


def survey(folder: Path, name: str = "may.csv") -> Path:
    """Write a file with a sure question, bare numbers, words partly known, and a count."""
    rows = [["Ward", "Q1", "Q2", "Q3", "Nurses on duty"]]
    for n in range(60):
        odd = "Purple" if n % 4 == 0 else WORDS[n % 5]
        rows.append([f"W{n % 2}", WORDS[n % 5], str((3 * n) % 5 + 1), odd, str(n % 9)])
    return write_csv(folder / name, rows)


def test_that_open_columns_are_left_out_and_listed(main: CommandLine, tmp_path: Path) -> None:
    answer = main("import", str(survey(tmp_path)), "--json")
    assert answer.code == 0
    (report,) = answer.json["files"]
    left = {c["column"]: (c["reason"], c["answers"]) for c in report["left_out"]}
    assert left["Q3"] == ("words", 60)
    assert left["Nurses on duty"] == ("counted", 60)
    asked = {tuple(q["columns"]): q for q in report["questions"]}
    assert ("Q3",) in asked
    assert [c["answer"] for c in asked["Q3",]["choices"]] == [*WORDS, "Purple", "ignore"]
    assert asked["Q3",]["option"].startswith("--scale 'Q3=Poor|")


def test_that_strict_imports_nothing_while_a_question_is_open(
    main: CommandLine, tmp_path: Path
) -> None:
    path = survey(tmp_path)
    answer = main("import", str(path), "--strict", "--json")
    assert answer.code == 5
    assert answer.json["files"] == []
    (refused,) = answer.json["refused"]
    assert {tuple(q["columns"]) for q in refused["questions"]} >= {("Q3",)}
    assert answer.err.startswith("error:")
    assert main("files", "--json").json == []


def test_that_options_answer_every_question(main: CommandLine, tmp_path: Path) -> None:
    path = survey(tmp_path)
    words = "Q3=" + ",".join(WORDS)
    given = ["--best-answer", "Q2=5", "--scale", words, "--strict", "--json"]
    answer = main("import", str(path), *given)
    assert (answer.code, answer.json["files"][0]["questions"]) == (0, [])
    keys = {m["measure"] for m in main("measures", "--json").json}
    assert {"q1", "q2", "q3"} <= keys


def test_that_what_was_answered_once_is_not_asked_next_month(
    main: CommandLine, tmp_path: Path
) -> None:
    words = "Q3=" + ",".join(WORDS)
    main("import", str(survey(tmp_path)), "--best-answer", "Q2=lowest", "--scale", words)
    answer = main("import", str(survey(tmp_path, "june.csv")), "--strict", "--json")
    assert answer.code == 0
    assert answer.json["files"][0]["questions"] == []


def test_that_a_column_can_be_ignored(main: CommandLine, tmp_path: Path) -> None:
    answer = main("import", str(survey(tmp_path)), "--ignore", "Q3", "--ignore", "Q2", "--json")
    left = {c["column"]: c["reason"] for c in answer.json["files"][0]["left_out"]}
    assert (left["Q2"], left["Q3"]) == ("ignored", "ignored")


def test_that_an_open_order_of_dates_stops_one_file_and_no_other(
    main: CommandLine, tmp_path: Path
) -> None:
    rows = [["Ward", "Discharge date", "Q1"]]
    rows += [["W1", f"0{n % 9 + 1}/04/2026", WORDS[n % 5]] for n in range(40)]
    unclear = write_csv(tmp_path / "dates.csv", rows)
    answer = main("import", str(unclear), str(survey(tmp_path)), "--json")
    assert answer.code == 3
    assert [f["file"] for f in answer.json["files"]] == ["may.csv"]
    (refused,) = answer.json["refused"]
    assert refused["code"] == "date_order_open"
    assert refused["questions"][0]["choices"][0]["options"] == ["--date-order", "day-first"]
    answer = main("import", str(unclear), "--date-order", "day-first", "--json")
    assert answer.code == 0
    months = {unit["unit"]: (unit["from"], unit["to"]) for unit in main("units", "--json").json}
    assert months["W1"] == ("2026-04", "2026-04")


def test_that_a_file_without_units_lists_the_candidates(main: CommandLine, tmp_path: Path) -> None:
    rows = [["Place", "Q1"], *([f"P{n % 3}", WORDS[n % 5]] for n in range(40))]
    answer = main("import", str(write_csv(tmp_path / "a.csv", rows)), "--strict", "--json")
    assert answer.code == 5
    (refused,) = answer.json["refused"]
    assert refused["questions"][0]["choices"][0]["options"] == ["--unit-column", "Place"]


def test_that_an_unknown_column_or_a_bare_word_is_wrong_usage(
    main: CommandLine, tmp_path: Path
) -> None:
    path = survey(tmp_path)
    assert main("import", str(path), "--best-answer", "Q9=5").code == 2
    assert main("import", str(path), "--scale", "Q3").code == 2


def test_that_a_best_answer_that_is_none_leaves_the_question_open(
    main: CommandLine, tmp_path: Path
) -> None:
    answer = main("import", str(survey(tmp_path)), "--best-answer", "Q2=9", "--strict")
    assert answer.code == 5


def test_that_a_file_without_a_row_left_is_refused(main: CommandLine, tmp_path: Path) -> None:
    head = ["Facility ID", "Facility Name", "State", "HCAHPS Measure ID", "HCAHPS Answer Percent"]
    head += ["Start Date", "End Date"]
    rows = [head, *(["010001", "A", "AL", "H_COMP_1_A_P", "70", "soon", "later"] for _ in range(5))]
    answer = main("import", str(write_csv(tmp_path / "a.csv", rows)), "--json")
    assert answer.code == 3
    assert answer.json["refused"][0]["code"] == "all_left_out"


def test_that_codes_that_no_list_knows_are_asked_in_their_order(
    main: CommandLine, tmp_path: Path
) -> None:
    rows = [["Ward", "G1[SQ1]", "G1[SQ2]", "G1[SQ3]"]]
    rows += [["A", *(f"A{(n * k) % 5 + 1}" for k in (1, 2, 3))] for n in range(40)]
    path = write_csv(tmp_path / "a.csv", rows)
    answer = main("import", str(path), "--strict", "--json")
    assert answer.code == 5
    (question,) = answer.json["refused"][0]["questions"]
    assert {c["answer"] for c in question["choices"]} == {*(f"A{n}" for n in range(1, 6)), "ignore"}
    assert all(f"{name}=" in question["option"] for name in rows[0][1:])
    given = [word for name in rows[0][1:] for word in ("--scale", f"{name}=A5|A4|A3|A2|A1")]
    assert main("import", str(path), "--strict", *given).code == 0


def test_that_letters_that_are_not_latin_are_asked_about(main: CommandLine, tmp_path: Path) -> None:
    words = ["מאוד לא מרוצה", "לא מרוצה", "ניטרלי", "מרוצה", "מאוד מרוצה"]
    lines = ["מחלקה;שביעות רצון מהטיפול", *(f"מחלקה {n % 2};{words[n % 5]}" for n in range(40))]
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(lines).encode("cp1255"))
    answer = main("import", str(path), "--strict", "--json")
    assert answer.code == 5
    (question,) = answer.json["refused"][0]["questions"]
    texts = {c["answer"]: c["text"] for c in question["choices"]}
    assert texts["cp1255"] == "מחלקה שביעות רצון מהטיפול"
    assert main("import", str(path), "--encoding", "cp1255", "--strict").code == 0


def test_that_every_choice_has_the_options_that_answer_it(
    main: CommandLine, tmp_path: Path
) -> None:
    rows = [["Ward", "Was it = good?", "Seen", "Sent"]]
    for n in range(60):
        day = f"2026-03-{n % 28 + 1:02d}"
        rows.append([f"W{n % 2}", "Purple" if n % 4 == 0 else WORDS[n % 5], day, day])
    path = write_csv(tmp_path / "may.csv", rows)
    (refused,) = main("import", str(path), "--strict", "--json").json["refused"]
    asked = {question["id"].partition(":")[0]: question for question in refused["questions"]}
    assert asked.keys() == {"scale", "date"}
    assert all(c["options"] for question in asked.values() for c in question["choices"])
    by_answer = {c["answer"]: c["options"] for c in asked["date"]["choices"]}
    assert by_answer["none"] == ["--ignore", "Seen", "--ignore", "Sent"]
    for choice in asked["scale"]["choices"]:
        given = [*choice["options"], *by_answer["Seen"], "--strict", "--json", "--dry-run"]
        answer = main("import", str(path), *given)
        gone = choice["answer"] == "ignore"
        assert answer.code == (3 if gone else 0), answer.err
