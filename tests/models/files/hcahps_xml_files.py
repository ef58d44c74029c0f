"""Patient-level HCAHPS XML files for tests, as version 4.x lays them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

Elements = Mapping[str, str]
Patient = tuple[Elements, Elements | None]
"""What stands in `administration` and in `patientresponse` (None: the patient did not answer)."""

ANSWERS = {
    "nurse-courtesy-respect": "4",
    "nurse-listen": "3",
    "nurse-explain": "4",
    "call-button": "9",
    "dr-courtesy-respect": "4",
    "dr-listen": "4",
    "dr-explain": "M",
    "cleanliness": "4",
    "quiet": "2",
    "bathroom-screener": "2",
    "bathroom-help": "8",
    "new-med-screener": "1",
    "med-for": "4",
    "side-effects": "1",
    "discharge-screener": "1",
    "help-after-discharge": "1",
    "symptoms": "2",
    "overall-rate": "8",
    "recommend": "4",
    "ct-preferences": "3",
    "ct-understanding": "4",
    "ct-purpose-med": "5",
    "er-admission": "1",
    "overall-health": "3",
    "mental-health": "2",
    "education": "4",
    "ethnic": "1",
    "race-white": "1",
    "race-african-amer": "0",
    "language-speak": "1",
}


def patient(
    number: str, answers: Elements | None = None, *, status: str = "1", **more: str
) -> Patient:
    """Return a patient; without `answers` one who did not answer."""
    asked = {
        "provider-id": "010001",
        "discharge-yr": "2023",
        "discharge-month": "7",
        "patient-id": number,
        "strata-name": "NORTH",
        "survey-status": status,
        "gender": "2",
        "patient-age": "7",
    }
    return asked | {name.replace("_", "-"): text for name, text in more.items()}, answers


def write_xml(
    path: Path,
    patients: Sequence[Patient],
    *,
    header: Elements | None = None,
    before: str = '<?xml version="1.0" encoding="UTF-8"?>\n',
    encoding: str = "utf-8",
) -> Path:
    """Write a file; `header` adds to and replaces what stands in its header."""
    head = {
        "provider-name": "Riverside",
        "provider-id": "010001",
        "discharge-yr": "2023",
        "discharge-month": "7",
        "survey-mode": "2",
        "number-eligible-discharge": "120",
    } | dict(header or {})
    parts = [before, '<monthlydata xmlns="urn:hcahps" xmlns:xsi="urn:x">', _part("header", head)]
    for asked, said in patients:
        parts.append("<patientleveldata>" + _part("administration", asked))
        parts.append(_part("patientresponse", said) if said is not None else "")
        parts.append("</patientleveldata>\n")
    path.write_bytes("".join([*parts, "</monthlydata>"]).encode(encoding))
    return path


def _part(name: str, elements: Elements) -> str:
    inner = "".join(f"<{tag}>{text}</{tag}>" for tag, text in elements.items())
    return f"<{name}>{inner}</{name}>\n"
