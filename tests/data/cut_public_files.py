"""Make the small cuts in `cms` and `nhs` from the published files in the folder given.

python tests/data/cut_public_files.py FOLDER, FOLDER having `cms` and `nhs` inside. CMS files are
works of the US government; NHS England's are under the Open Government Licence v3.0, and the
counts of the ward workbook are invented.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

HERE = Path(__file__).parent
HOSPITALS = {"080001", "08002F", "083300", "471300"}
UTAH = {"460052", "460003", "460054"}
STATES = {"AK", "AS", "VT"}
WARDS = 60


def records(text: str) -> Iterator[str]:
    """Yield the records of a CSV text as they are written, quotes and line breaks included."""
    lines: list[str] = []
    for line in io.StringIO(text, newline=""):
        lines.append(line)
        if sum(part.count('"') for part in lines) % 2 == 0:
            yield "".join(lines)
            lines = []


def cut_csv(source: Path, target: Path, keep: Callable[[list[str]], bool]) -> None:
    header, *rest = records(source.read_text(encoding="utf-8"))
    kept = [record for record in rest if keep(next(csv.reader(io.StringIO(record, newline=""))))]
    target.write_text("".join([header, *kept]), encoding="utf-8", newline="")


def cut_cms(source: Path, target: Path) -> None:
    cut_csv(
        source / "HCAHPS-Hospital_2023-10_2024-09_DE-RI-VT.csv",
        target / "hospital_2024.csv",
        lambda row: row[0] in HOSPITALS,
    )
    cut_csv(
        source / "HCAHPS-State_2024.csv", target / "state_2024.csv", lambda row: row[0] in STATES
    )
    cut_csv(source / "HCAHPS-National_2024.csv", target / "national_2024.csv", bool)
    cut_csv(
        source / "hcahps_UT_2013_long_R.csv",
        target / "hospital_2013_through_r.csv",
        lambda row: row[1] in UTAH,
    )


def chosen_wards(rows: list[list[object]]) -> list[list[object]]:
    """Return two trusts' first wards, and wards of other trusts that bear the same names."""
    first = [row for row in rows if row[1] == "RXL"][:30]
    names = {row[5] for row in first} | {"Ward 1", "Ward 2", "Ward 11"}
    namesakes = [row for row in rows if row[1] != "RXL" and row[5] in names]
    return [*first, *namesakes][:WARDS]


def cut_workbook(source: Path, target: Path, *, with_wards: bool) -> None:
    """Write the workbook anew, sheet by sheet, with the chosen wards or with none."""
    book = CalamineWorkbook.from_path(source)
    with xlsxwriter.Workbook(target, {"strings_to_numbers": False}) as out:
        out.set_properties({"created": datetime(2026, 1, 1)})
        for meta in book.sheets_metadata:
            sheet = out.add_worksheet(meta.name)
            rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            if meta.name == "Wards":
                rows = rows[:14] + (chosen_wards(rows[14:]) if with_wards else [])
            if meta.name == "BS":
                sheet.hide()
            for number, row in enumerate(rows[:100]):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(number, column, value if type(value) is float else str(value))


def main() -> None:
    source = Path(sys.argv[1])
    cut_cms(source / "cms", HERE / "cms")
    nhs = source / "nhs"
    full = nhs / "FFT-inpatient-Aug-2025-layout-with-invented-counts.xlsx"
    cut_workbook(full, HERE / "nhs" / "wards_2025_08.xlsx", with_wards=True)
    form = nhs / "FFT_IP_template_Jul2025.xlsm"
    cut_workbook(form, HERE / "nhs" / "empty_form.xlsx", with_wards=False)


if __name__ == "__main__":
    main()
