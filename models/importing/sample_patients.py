"""Invent the patients of the sample hospital and write their survey files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.survey import Instrument, Item, built_in_instruments, parse_month

_HEAD = ["Survey ID", "Facility", "Unit", "Discharge date", "Received date", "Survey mode"]
_RETURN_DAYS = (5, 49)


@dataclass(frozen=True)
class SampleUnit:
    """A unit: surveys in an average month, and how its answers lie off the average, in
    standard deviations, as a whole (`shift`) and for single items; `later` besides, from a month
    number on."""

    name: str
    type: str
    surveys: float
    shift: float
    items: dict[str, float]
    later: tuple[tuple[int, dict[str, float]], ...] = ()

    def moved(self, item: str, month: int) -> float:
        """Return how far an item's answers of a month lie off the average."""
        since = sum(items.get(item, 0.0) for first, items in self.later if first <= month)
        return self.shift + self.items.get(item, 0.0) + since


@dataclass(frozen=True)
class SampleAction:
    what: str
    owner: str
    measure: str
    created: date
    due: date
    status: str


@dataclass(frozen=True)
class SampleComment:
    """Invented words; `tone` and `needs` tell whose answers they fit."""

    tone: str
    needs: str
    text: str


@dataclass(frozen=True)
class Hospital:
    """All that is known of the sample hospital."""

    facility: str
    my_unit: str
    seed: int
    first_month: int
    months: int
    break_month: int
    cohesion: float
    modes: dict[str, float]
    units: tuple[SampleUnit, ...]
    answers: dict[str, list[float]]
    about: dict[str, list[float]]
    actions: tuple[SampleAction, ...]
    comments: tuple[SampleComment, ...]
    share_of_comments: float


def read_hospital(folder: Path) -> Hospital:
    """Read the sample hospital from its two files."""
    plan = tomllib.loads((folder / "hospital.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((folder / "comments.toml").read_text(encoding="utf-8"))
    return Hospital(
        facility=plan["facility"],
        my_unit=plan["my_unit"],
        seed=plan["seed"],
        first_month=parse_month(plan["first_month"]),
        months=plan["months"],
        break_month=parse_month(plan["break_month"]),
        cohesion=plan["cohesion"],
        modes=plan["modes"],
        units=tuple(_unit(table) for table in plan["units"]),
        answers=plan["answers"],
        about=plan["about"],
        actions=tuple(_action(table) for table in plan["actions"]),
        comments=tuple(SampleComment(**table) for table in words["comments"]),
        share_of_comments=words["share_of_patients"],
    )


def _unit(table: dict[str, Any]) -> SampleUnit:
    later = tuple((parse_month(x["from"]), x["items"]) for x in table.get("later", ()))
    return SampleUnit(
        table["name"],
        table["type"],
        table["surveys"],
        table["shift"],
        table.get("items", {}),
        later,
    )


def _action(table: dict[str, Any]) -> SampleAction:
    days = {key: date.fromisoformat(table[key]) for key in ("created", "due")}
    return SampleAction(
        table["what"], table["owner"], table["measure"], **days, status=table["status"]
    )


def write_survey_files(hospital: Hospital, folder: Path) -> list[Path]:
    """Write one file per questionnaire, as vendors send them, and return their paths.

    The older file holds answer codes, the newer one answer words. The same hospital gives the
    same files, byte for byte.
    """
    versions = {i.key: i for i in built_in_instruments()}
    invented = _Patients(hospital)
    last = hospital.first_month + hospital.months
    spans = (
        ("hcahps-2019", hospital.first_month, hospital.break_month, "codes"),
        ("hcahps-2025", hospital.break_month, last, "words"),
    )
    paths = []
    for key, first, end, style in spans:
        instrument = versions[key]
        path = folder / f"Riverside sample {key}.csv"
        items = invented.items_of(instrument)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([*_HEAD, *(f"Q{item.number}" for item in items), "Comments"])
            writer.writerows(invented.rows(instrument, range(first, end), style))
        paths.append(path)
    return paths


_MONTHS_APART = 12
"""No two patients of a unit write the same within so many months."""


class _Patients:
    """Draws patients from one seeded source."""

    def __init__(self, hospital: Hospital) -> None:
        self._hospital = hospital
        self._random = np.random.default_rng(hospital.seed)
        self._survey = 0
        self._said: dict[tuple[str, str], int] = {}

    def items_of(self, instrument: Instrument) -> list[Item]:
        """Return the items of a questionnaire that the sample answers, one per number."""
        known = {**self._hospital.answers, **self._hospital.about, "discharged_to": []}
        return [item for item in instrument.items if item.key in known]

    def rows(self, instrument: Instrument, months: range, style: str) -> Iterator[list[str]]:
        for month in months:
            for unit in self._hospital.units:
                for _ in range(int(self._random.poisson(unit.surveys))):
                    yield self._row(instrument, unit, month, style)

    def _row(self, instrument: Instrument, unit: SampleUnit, month: int, style: str) -> list[str]:
        self._survey += 1
        items = self.items_of(instrument)
        answers = self._answers(items, unit, month)
        left = date(month // 12, month % 12 + 1, 1) + timedelta(int(self._random.integers(0, 28)))
        came = left + timedelta(int(self._random.integers(*_RETURN_DAYS)))
        modes = self._hospital.modes
        head = [
            f"RS{self._survey:06d}",
            self._hospital.facility,
            unit.name,
            left.isoformat(),
            came.isoformat(),
            str(self._random.choice(list(modes), p=list(modes.values()))),
        ]
        cells = [_cell(item, answers.get(item.key), style) for item in items]
        return [*head, *cells, self._comment(items, answers, unit, month)]

    def _answers(self, items: list[Item], unit: SampleUnit, month: int) -> dict[str, int]:
        """Return stored values by item; skipped and blank items are absent."""
        hospital = self._hospital
        mood = float(self._random.normal())
        noise: NDArray[np.float64] = self._random.normal(size=len(items))
        level = hospital.cohesion * mood + np.sqrt(1 - hospital.cohesion**2) * noise
        blank = self._random.random(len(items)) < 0.02
        found: dict[str, int] = {}
        for place, item in enumerate(items):
            if item.key == "discharged_to":
                found[item.key] = int(self._random.choice([1, 2, 3], p=[0.82, 0.05, 0.13]))
                continue
            screener = item.screener
            if blank[place] or (screener and found.get(screener.item) in screener.skips):
                continue
            shares = hospital.answers.get(item.key) or hospital.about[item.key]
            moved = 0.0 if item.about_patient else unit.moved(item.key, month)
            drawn = float(noise[place]) if item.about_patient else float(level[place]) + moved
            found[item.key] = _drawn_value(shares, drawn)
        return found

    def _comment(
        self, items: list[Item], answers: dict[str, int], unit: SampleUnit, month: int
    ) -> str:
        """Return a comment that fits the answers and was not made in the unit for a year."""
        if self._random.random() >= self._hospital.share_of_comments:
            return ""
        by_key = {item.key: item for item in items}
        fitting = [
            c.text
            for c in self._hospital.comments
            if c.needs in answers and c.tone == _tone(by_key[c.needs], answers[c.needs])
        ]
        if not fitting:
            return ""
        drawn = fitting.index(str(self._random.choice(fitting)))
        for text in (*fitting[drawn:], *fitting[:drawn]):
            if month - self._said.get((unit.name, text), month - _MONTHS_APART) >= _MONTHS_APART:
                self._said[unit.name, text] = month
                return text
        return ""


def _drawn_value(shares: list[float], level: float) -> int:
    """Return the stored value whose band of the normal curve holds `level`; best answers high."""
    rank = NormalDist().cdf(level)
    total = 0.0
    for place, share in enumerate(shares):
        total += share
        if rank < total:
            return place + 1
    return len(shares)


def _tone(item: Item, value: int) -> str:
    """Return whose words fit an answer: the best one good, the next mixed, the others bad."""
    if value in item.scale.top_values:
        return "good"
    return "mixed" if value == min(item.scale.top_values) - 1 else "bad"


def _cell(item: Item, value: int | None, style: str) -> str:
    if value is None:
        return ""
    answer = item.scale.by_value[value]
    if style == "codes" and answer.codes:
        return answer.codes[0]
    return answer.label
