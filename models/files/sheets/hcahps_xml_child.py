"""Read a patient-level HCAHPS XML file as a table, in the process that reads workbooks.

One `administration` per sampled patient, followed by a `patientresponse` when the patient
answered. The file is parsed piece by piece, without document types, entities or network.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import BinaryIO

from models.files.source import Unsafe

SHEET = "patients"
MAX_NAMES = 1_000
MAX_VALUE = 10_000

ANSWERED = ("1", "6")
"""Values of survey-status whose answers count: completed, and broken off."""


@dataclass(slots=True)
class PatientTable:
    """The patients who answered.

    `header` holds the elements of the file's header (repeated groups left out).
    `administration` and `response` are the names of the elements of the two parts, in the order
    in which they first occur. `rows` are the number of each patient in the file, counted from 1,
    and the texts of both parts. `others` counts patients without an answer, and those whose
    answer does not count, by their survey-status ("" when it is missing).
    """

    header: dict[str, str] = field(default_factory=dict)
    administration: dict[str, None] = field(default_factory=dict)
    response: dict[str, None] = field(default_factory=dict)
    patients: list[tuple[int, dict[str, str], dict[str, str]]] = field(default_factory=list)
    silent: Counter[str] = field(default_factory=Counter)
    not_counted: Counter[str] = field(default_factory=Counter)

    def rows(self) -> list[tuple[int, list[str]]]:
        """Return the names of all elements as row 0, then a row per patient."""
        names = [*self.administration, *self.response]
        return [
            (0, names),
            *(
                (
                    number,
                    [
                        *(asked.get(name, "") for name in self.administration),
                        *(said.get(name, "") for name in self.response),
                    ],
                )
                for number, asked, said in self.patients
            ),
        ]


def read_patients(stream: BinaryIO) -> PatientTable:
    """Read a file to its end.

    Raises Unsafe with the code "xml_damaged" for what is not well-formed, too deep or too long
    in one piece, "xml_doctype" for a document type, "xml_other" when it is no HCAHPS file.
    """
    from lxml.etree import XMLSyntaxError, iterparse

    found = PatientTable()
    reader = _Reader(found)
    events = iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in events:
            name = _local_name(element.tag)
            if event == "start":
                if element.getparent() is None:
                    _check_root(element, name)
            elif reader.take(name, element):
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except XMLSyntaxError:
        raise Unsafe("xml_damaged") from None
    reader.end_patient()
    return found


class _Reader:
    """Collects the parts of the file as they end."""

    def __init__(self, table: PatientTable) -> None:
        self._table = table
        self._number = 0
        self._asked: dict[str, str] | None = None
        self._said: dict[str, str] | None = None

    def take(self, name: str, element: object) -> bool:
        """Take an element that ended; return whether it is done with."""
        if name == "header":
            self._table.header = _values(element)
        elif name == "administration":
            self.end_patient()
            self._number += 1
            self._asked = _values(element)
        elif name == "patientresponse":
            self._said = _values(element)
        elif name == "patientleveldata":
            self.end_patient()
        else:
            return False
        return True

    def end_patient(self) -> None:
        """Put the patient that was read last into the table, or count why not."""
        asked, said = self._asked, self._said
        self._asked = self._said = None
        if asked is None:
            return
        status = asked.get("survey-status", "")
        if not said:
            self._table.silent[status] += 1
        elif status not in (*ANSWERED, ""):
            self._table.not_counted[status] += 1
        else:
            self._table.administration |= dict.fromkeys(asked)
            self._table.response |= dict.fromkeys(said)
            if len(self._table.administration) + len(self._table.response) > MAX_NAMES:
                raise Unsafe("xml_other")
            self._table.patients.append((self._number, asked, said))


def _check_root(element: object, name: str) -> None:
    tree = element.getroottree()  # type: ignore[attr-defined]
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise Unsafe("xml_doctype")
    if name != "monthlydata":
        raise Unsafe("xml_other")


def _values(element: object) -> dict[str, str]:
    """Return the texts of an element's children that have no children themselves.

    A child that occurs twice with different texts keeps both, as the marks they are.
    """
    found: dict[str, str] = {}
    for child in element:  # type: ignore[attr-defined]
        if not isinstance(child.tag, str) or len(child):
            continue
        name, text = _local_name(child.tag), (child.text or "").strip()[:MAX_VALUE]
        if found.get(name, text) != text:
            text = f"{found[name]} / {text}"
        found[name] = text
    return found


def _local_name(tag: object) -> str:
    return str(tag).rpartition("}")[2].strip().casefold()
