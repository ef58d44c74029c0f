"""Write docs/data-dictionary.md from the schema of the frames; run it after a change of that."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "data-dictionary.md"
HEAD = """\
# Data dictionary

The columns of every DataFrame of `throughline.frames` (in the source tree `models.export.frames`).
The SQL views `surveys`, `answers`, `tallies`, `measures`, `actions` and `huddles` have the same
columns, with days and times as ISO text. Written by `docs/write_data_dictionary.py`: change
`models/export/frame_schema.py` instead.

Shares are fractions 0-1, scores 0-100, months text such as 2026-07. `NA` is a missing value.
"""


def dictionary() -> str:
    """Return the page."""
    from models.export.frame_schema import SCHEMA

    parts = [HEAD]
    for name, columns in SCHEMA.items():
        parts.append(f"\n## {name}\n\n| Column | Type | Meaning |\n|---|---|---|\n")
        parts += [f"| `{c}` | {dtype} | {means} |\n" for c, (dtype, means) in columns.items()]
    return "".join(parts)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    TARGET.write_text(dictionary(), "utf-8")
