"""Take the manual's pictures from the program itself: `make screenshots`.

The sample hospital on a day that never changes, so that a picture changes only when a page does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "manual" / "pictures"
SIZE = "1280x800"
WHERE = ["--unit", "4 West", "--size", SIZE, "--theme", "light"]

PAGES = {
    "home": ["home"],
    "results": ["results"],
    "trend": ["trend", "--measure", "restfulness"],
    "units": ["units", "--measure", "restfulness"],
    "priorities": ["priorities"],
    "voices": ["voices"],
    "huddle": ["present:see", "--measure", "restfulness"],
    "actions": ["actions"],
}

SURVEYS = """\
Survey ID,Unit,Discharge date,Nurses listened carefully,Area quiet at night,Comments
101,4 West,2026-09-02,Always,Sometimes,The night nurse checked on me every hour.
102,4 West,2026-09-04,Usually,Usually,
103,3 East,2026-09-05,Always,Always,Everything was explained before I went home.
104,4 West,2026-09-09,Always,Never,
105,3 East,2026-09-11,Sometimes,Always,
"""


def main() -> None:
    """Build the sample in a throw-away folder and take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "sample.db")
        program("--db", database, "sample")
        for name, page in PAGES.items():
            picture = PICTURES / f"{name}.png"
            program("--db", database, "screenshot", *page, *WHERE, "--out", str(picture))
        file = Path(folder) / "September.csv"
        file.write_text(SURVEYS, "utf-8")
        take = ["screenshot", "files", "--file", str(file), "--size", SIZE, "--theme", "light"]
        program("--db", database, *take, "--out", str(PICTURES / "import.png"))


def program(*arguments: str) -> None:
    """Run the program from the source tree; end when it fails."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
