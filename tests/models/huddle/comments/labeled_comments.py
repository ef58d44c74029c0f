"""Public comments with labels by people, read from a folder that is named by VOICES_DATA.

They aren't part of the project: `datasets` of the repository pxtextmining by NHS England and The
Strategy Unit (MIT license), without its `co*.csv`, which may not be used commercially.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

VARIABLE = "VOICES_DATA"
NAME = "v6framework_230831.csv"
OTHER_NAME = "text_data.csv"

LABELS: dict[str, tuple[str, ...]] = {
    "listening": (
        "Staff manner & personal attributes",
        "Staff listening, understanding & involving patients",
    ),
    "explaining": (
        "Information directly from staff during care",
        "Information provision & guidance",
        "Being kept informed, clarity & consistency of information",
        "Unspecified communication",
    ),
    "responsiveness": ("Staff responsiveness", "Number & deployment of staff"),
    "skill": ("Competence & training", "Diagnosis & triage"),
    "medicines": ("Supplying & understanding medication",),
    "pain": ("Pain management",),
    "discharge": ("Discharge",),
    "coordination": (
        "Referals & continuity of care",
        "Staff continuity",
        "Organisation & efficiency",
        "Care plans",
        "Patient records",
    ),
    "quiet": ("Sensory experience",),
    "cleanliness": ("Cleanliness, tidiness & infection control",),
    "food": ("Food & drink provision & facilities",),
    "room": (
        "Environment & Facilities",
        "Electronic entertainment",
        "Provision of medical equipment",
    ),
    "waiting": ("Timeliness of care",),
    "family": ("Interaction with family/ carers",),
    "safety": ("Feeling safe", "Safeguarding concerns?"),
    "parking": ("Parking", "Service location"),
}
"""A theme, and the labels that mean the same. The map is ours."""

POSITIVE, UNCLEAR, NEGATIVE = 1, 0, -1


@dataclass(frozen=True, slots=True)
class LabeledComment:
    """A comment, the organization it was sent to, the question it answers, and what people say of
    it: its themes, and its tone (1 positive, 0 mixed or neutral, -1 negative, None not said)."""

    organization: str
    question: str
    text: str
    themes: frozenset[str]
    tone: int | None


def folder() -> Path | None:
    """Return the folder of the data, None if it is not named or not there."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named and (Path(named) / NAME).is_file() else None


@cache
def read_comments(path: Path) -> tuple[LabeledComment, ...]:
    """Return the comments with labels of themes and tone."""
    table = pd.read_csv(path / NAME, low_memory=False)
    table = table[(table["Labelling not possible"] != 1) & table["FFT answer"].notna()]
    values = {
        theme: table[list(labels)].fillna(0).sum(axis=1) > 0 for theme, labels in LABELS.items()
    }
    return tuple(
        LabeledComment(
            row["Trust"],
            str(row["FFT question"]),
            str(row["FFT answer"]).strip(),
            frozenset(theme for theme in LABELS if values[theme][index]),
            _tone(row["Comment sentiment"]),
        )
        for index, row in table.iterrows()
        if str(row["FFT answer"]).strip()
    )


def _tone(sentiment: float) -> int | None:
    """From 1 (very positive) to 5 (very negative)."""
    if pd.isna(sentiment):
        return None
    return POSITIVE if sentiment <= 2 else NEGATIVE if sentiment >= 4 else UNCLEAR


_UNUSABLE = "Trust B"
"""Nearly all of its comments have the tone 0, plain thanks too: nobody judged them."""


@cache
def read_other_comments(path: Path) -> tuple[LabeledComment, ...]:
    """Return comments of an older collection, for their tone alone; empty if the file isn't there.
    Texts that the newer collection holds as well are left out."""
    if not (path / OTHER_NAME).is_file():
        return ()
    known = {comment.text.casefold() for comment in read_comments(path)}
    table = pd.read_csv(path / OTHER_NAME, low_memory=False)
    score = pd.to_numeric(table["criticality"], errors="coerce")
    table = table[score.between(-5, 5) & table["feedback"].notna()]
    comments = (
        LabeledComment(
            row["organization"],
            "",
            str(row["feedback"]).strip(),
            frozenset(),
            int(score[index] > 0) - int(score[index] < 0),
        )
        for index, row in table.iterrows()
        if row["organization"] != _UNUSABLE
    )
    return tuple(c for c in comments if c.text and c.text.casefold() not in known)
