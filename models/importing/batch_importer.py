"""Take the blocks of a file: what is new in them, or all in place of what is stored."""

from __future__ import annotations

from contextlib import closing

from models.files.content import CountRow, Progress, PublishedFigure, RespondentBlock, SurveyFile
from models.importing.counts import CountIntake, LocatedRow, PublishedIntake
from models.importing.overlap import FileCells, Overlap, Rows
from models.importing.respondents import Located, RespondentIntake
from models.importing.unit_resolver import UnitResolver
from models.language import _
from models.store.database import Connection
from models.store.imports import BatchDigest, archive_rows, transfer_annotations


class BatchImporter:
    """Takes one file into one batch.

    `replaced` counts the surveys, and rows of count tables, that were taken out for it.
    """

    def __init__(
        self,
        c: Connection,
        batch: int,
        file: SurveyFile,
        places: UnitResolver,
        digest: BatchDigest,
        progress: Progress,
    ) -> None:
        self._c = c
        self._batch = batch
        self._file = file
        self._progress = progress
        self._met = FileCells()
        self.replaced = 0
        self.respondents = RespondentIntake(c, batch, file, places, digest, progress, met=self._met)
        self.counts = CountIntake(c, batch, file, places, met=self._met)
        self.published = PublishedIntake(c, batch)

    @property
    def duplicates(self) -> int:
        """The rows that are stored already."""
        return self.respondents.duplicates + self.counts.duplicates + self.published.duplicates

    def add_up(self) -> None:
        """Write what was counted; the end of a file."""
        self.respondents.write_tallies()
        self.counts.write_tallies()
        if self.replaced:
            transfer_annotations(self._c, self._batch)

    def what_is_new(self) -> Overlap | None:
        """Take the rows that are not stored yet; return how the file meets what is."""
        with closing(self.respondents):
            for block in self._file.blocks:
                if isinstance(block, RespondentBlock):
                    self.respondents.take(block)
                    continue
                self.respondents.settle()
                counts, figures = _lists(block)
                if counts:
                    self.counts.take(counts)
                if figures:
                    self.published.take(figures)
            self.respondents.finish()
        changed = self.respondents.changed + self.counts.changed
        known = self.respondents.duplicates + self.counts.known_rows
        return self._overlap(known, changed, self.respondents.added + self.counts.added)

    def in_place(self) -> Overlap | None:
        """Take out what is stored of the file's units and months, then take the file.

        Which these are is known at the file's end, so all of it is held.
        """
        surveys: list[tuple[RespondentBlock, Located]] = []
        counts: list[tuple[list[CountRow], list[LocatedRow]]] = []
        for block in self._file.blocks:
            if isinstance(block, RespondentBlock):
                if len(block):
                    surveys.append((block, self.respondents.locate(block)))
                continue
            rows, figures = _lists(block)
            if rows:
                counts.append((rows, self.counts.locate(rows)))
            if figures:
                self.published.take(figures)
        known = [self.respondents.known(*one) for one in surveys]
        known += [self.counts.known(*one) for one in counts]
        size = sum(len(block) for block, _at in surveys) + sum(len(rows) for rows, _at in counts)
        there, changed = sum(k for k, _c in known), sum(c for _k, c in known)
        overlap = self._overlap(there, changed, size - there)
        if overlap is not None and overlap.stored and not overlap.brings_nothing:
            self._taking_out()
            self.replaced = archive_rows(
                self._c, self._batch, self._met.replaced(), self._taking_out
            )
            self.counts.forget()
        with closing(self.respondents):
            for block, at in surveys:
                self.respondents.take(block, at)
            self.respondents.finish()
        for rows, located in counts:
            self.counts.take(rows, located)
        return overlap

    def _taking_out(self) -> None:
        self._progress(_("Removing what's replaced"), None)

    def _overlap(self, known: int, changed: int, new: int) -> Overlap | None:
        """Return how the file meets what is stored; None when it holds no surveys."""
        if not known + new:
            return None
        return self._met.overlap(self._c, self._batch, Rows(known, changed, new))


def _lists(
    block: list[CountRow] | list[PublishedFigure],
) -> tuple[list[CountRow], list[PublishedFigure]]:
    counts = [row for row in block if isinstance(row, CountRow)]
    figures = [row for row in block if isinstance(row, PublishedFigure)]
    return counts, figures
