"""Put the bundle through its commands with no Python to help it: `make bundle-test`.

Every command runs with an empty home, a PATH that holds nothing, and offscreen. Files are made
here, and what the program writes is looked at: exit codes, JSON, the first bytes of documents.
Another program can be named, such as the command that an installed package brought.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from common import program

SURVEYS = """\
Survey ID,Unit,Discharge date,Nurses listened carefully,Area quiet at night,Comments
{rows}"""
ANSWERS = ("Never", "Sometimes", "Usually", "Always")
SECONDS = 300
KINDS = {
    ".pdf": b"%PDF",
    ".pptx": b"PK",
    ".xlsx": b"PK",
    ".html": b"<!DOC",
    ".png": b"\x89PNG",
    ".ics": b"BEGIN:VCALENDAR",
    ".csv": b"\xef\xbb\xbf",
    ".parquet": b"PAR1",
}


class Bundle:
    """The program, its empty home, and a folder for what it reads and writes."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.folder = folder
        self.database = str(folder / "hospital.db")
        home = folder / "home"
        nowhere = folder / "nowhere"
        home.mkdir()
        nowhere.mkdir()
        kept = ("SYSTEMROOT", "TEMP", "TMP", "LANG", "LD_LIBRARY_PATH")
        self._environment = {name: os.environ[name] for name in kept if name in os.environ}
        self._environment |= {
            "PATH": str(nowhere),
            "HOME": str(home),
            "USERPROFILE": str(home),
            "APPDATA": str(home),
            "LOCALAPPDATA": str(home),
            "QT_QPA_PLATFORM": "offscreen",
        }
        self.done = 0

    def run(self, *arguments: str | Path, code: int = 0, db: bool = True) -> str:
        """Run a command and return what it printed; end the test for another exit code."""
        where = ["--db", self.database] if db else []
        command = [str(self.path), *map(str, arguments), *where]
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self._environment,
            cwd=self.folder,
            timeout=SECONDS,
        )
        self.done += 1
        if done.returncode != code:
            print(done.stdout, done.stderr, sep="\n")
            raise SystemExit(f"error: {' '.join(command)} ended with {done.returncode}.")
        if code and not done.stderr.startswith("error:"):
            raise SystemExit(f"error: {' '.join(command)} doesn't say why.")
        print(f"ok  {' '.join(map(str, arguments))}", flush=True)
        return done.stdout

    def json(self, *arguments: str | Path) -> object:
        """Run a command and return its JSON."""
        return json.loads(self.run(*arguments, "--json"))

    def file(self, name: str) -> Path:
        return self.folder / name

    def expect(self, name: str) -> None:
        """End the test unless a document of the right kind was written."""
        path = self.folder / name
        if not path.is_file() or not path.read_bytes().startswith(KINDS[path.suffix]):
            raise SystemExit(f"error: {path} wasn't written as it should be.")


def main(arguments: Sequence[str]) -> None:
    """Run every check on the bundle, or on the program that is named."""
    path = Path(arguments[0]) if arguments else program()
    with tempfile.TemporaryDirectory() as folder:
        bundle = Bundle(path, Path(folder))
        check_reading(bundle)
        check_asking(bundle)
        check_writing(bundle)
        check_upkeep(bundle)
        print(f"{bundle.done} commands ran as they should.")


def check_reading(bundle: Bundle) -> None:
    """Import each kind of file, also those read by a child process, and refuse what is no file."""
    bundle.run("--version", db=False)
    bundle.run("--help", db=False)
    bundle.run("sample")
    small, large = bundle.file("September.csv"), bundle.file("large.csv")
    small.write_text(surveys(40), "utf-8")
    large.write_text(surveys(60_000), "utf-8")
    for file in (small, large):
        found = bundle.json("import", file, "--facility", "Hilltop")
        if not found["files"][0]["responses_added"]:  # type: ignore[index]
            raise SystemExit(f"error: Nothing of {file.name} was imported.")
    again = bundle.json("import", small, "--facility", "Hilltop")
    if again["files"][0]["responses_added"]:  # type: ignore[index]
        raise SystemExit("error: The same file was imported twice.")
    workbook = bundle.file("book.xlsx")
    write_workbook(workbook, 30)
    bundle.run("import", workbook, "--facility", "Valley")
    for name, content in (("bad.xlsx", b"no workbook"), ("empty.csv", b"")):
        bundle.file(name).write_bytes(content)
        bundle.run("import", bundle.file(name), code=3)
    bundle.run("import", "missing.csv", code=3)
    bundle.run("nonsense", code=2)


def check_asking(bundle: Bundle) -> None:
    """Ask every question of the command line."""
    unit = ["--unit", "4 West", "--facility", "Riverside Hospital (sample)"]
    bundle.json("files")
    bundle.json("units")
    bundle.json("measures")
    bundle.json("compare", *unit)
    bundle.run("compare", *unit, "--csv")
    bundle.json("trend", *unit, "--measure", "restfulness")
    bundle.json("funnel", "--measure", "rating")
    bundle.json("priorities", *unit)
    bundle.json("cahps", "--measure", "nurses")
    bundle.json("actions")
    bundle.json("huddles")


def check_writing(bundle: Bundle) -> None:
    """Write pictures, papers, decks, workbooks and tables."""
    unit = ["--unit", "4 West", "--facility", "Riverside Hospital (sample)"]
    for page in ("results", "trend", "present:see"):
        name = f"{page.replace(':', '-')}.png"
        bundle.run("screenshot", page, *unit, "--out", name)
        bundle.expect(name)
    bundle.run("huddles", "print", "card", *unit, "--out", "card.pdf")
    bundle.expect("card.pdf")
    kinds = "pptx,xlsx,pdf,csv,parquet"
    found = bundle.json("report", *unit, "--format", kinds, "--out", bundle.file("reports"))
    for name in found["files"]:  # type: ignore[index]
        bundle.expect(f"reports/{name}")
    bundle.run("actions", "calendar", "--out", "due.ics")
    bundle.expect("due.ics")


def check_upkeep(bundle: Bundle) -> None:
    """Back up, restore and check."""
    bundle.run("check")
    bundle.run("backup", "copy.db")
    bundle.run("restore", "copy.db")
    bundle.run("check")


def surveys(count: int) -> str:
    """Return a survey file of so many rows in two units."""
    rows = (
        f"{n},{('4 West', '3 East')[n % 2]},2026-09-{n % 28 + 1:02d},{ANSWERS[n % 4]},"
        f"{ANSWERS[n * 7 // 3 % 4]},\n"
        for n in range(count)
    )
    return SURVEYS.format(rows="".join(rows))


def write_workbook(path: Path, count: int) -> None:
    """Write a workbook of surveys without any library: one sheet with its text in its cells."""
    lines = [line.split(",") for line in surveys(count).splitlines()]
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in line) + "</row>"
        for line in lines
    )
    main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
            "</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main_space}" xmlns:r="{relations}"><sheets>'
            '<sheet name="Surveys" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main_space}"><sheetData>{cells}</sheetData></worksheet>',
        )


if __name__ == "__main__":
    main(sys.argv[1:])
