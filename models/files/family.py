"""What a family of survey files has to offer.

A family is a module with one function:

    def recognise(
        sheet: Sheet, options: ReadOptions, known: Sequence[Instrument]
    ) -> Reading | None

It looks at `sheet.head` alone and returns None when the sheet is not of its kind. When it is
surely of its kind but cannot be used (an empty official form), it raises FileRefused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from models.files.content import AppliedMapping, Block, Progress, SurveyFile
from models.survey import Instrument


@dataclass(frozen=True, slots=True)
class Reading:
    """How a recognised sheet is going to be read.

    `format` is one of the fixed words of the command line. `instrument` is the questionnaire of
    most rows, None for benchmarks. `read` yields the blocks, noting problems and counting rows
    in the SurveyFile it is given, and calls the progress at least ten times a second.
    `certainty` (0-1) decides between the sheets of one workbook. `applied` is the mapping of a
    respondent table.
    """

    format: str
    instrument: Instrument | None
    read: Callable[[SurveyFile, Progress], Iterator[Block]]
    certainty: float = 1.0
    notes: list[str] = field(default_factory=list)
    applied: AppliedMapping | None = None
