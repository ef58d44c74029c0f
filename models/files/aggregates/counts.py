"""Whole counts of best answers, unit by unit and month by month, from aggregated figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from models.errors import FileRefused, Where
from models.files.aggregates.measures import (
    OTHER,
    TOP,
    are_hcahps,
    hcahps_key,
    hcahps_shares,
    is_average,
    questionnaire_of_shares,
)
from models.files.aggregates.periods import Span, counted_twice, overlapping
from models.files.aggregates.rows import Figure, FiguresRead
from models.files.aggregates.values import Counted, counted, kind_of_shares
from models.files.content import CountRow, Problem
from models.files.questionnaires import item_key
from models.language import _, number
from models.survey import Instrument, Measure

MIN_MISFITS = 4
"""A measure is taken for an average when at least so many of its shares, and more than half, are
no whole counts."""

MOST_NAMED = 6
FEWEST_PARTS = 3
"""So many rows at least are added up by another: two may add up to a third by chance."""

Place = tuple[str, str, str]


@dataclass(slots=True)
class _UnitMonth:
    """The counts of one unit's month on one questionnaire, as they come together."""

    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    responses: int = 0
    row: int = 0
    source_rows: set[int] = field(default_factory=set)


class AggregateCounts:
    """Makes count rows of the figures of one file, and adds to their problems and notes.

    `instrument` is the questionnaire of most figures. Raises FileRefused when the file's periods
    overlap in part, or when it is unclear whether the shares are percents or counts.
    """

    def __init__(
        self, read: FiguresRead, known: Sequence[Instrument], file_name: str, where: Where
    ) -> None:
        self._read = read
        self._left_out = _spans_left_out(read, where)
        kept = [f for f in read.figures if f.span not in self._left_out]
        pairs = list(zip(kept, _counted_figures(kept, where), strict=True))
        self._sums = _sum_rows(pairs)
        self._figures = [figure for figure, _ in pairs if figure.place not in self._sums]
        self._counted = [counts for figure, counts in pairs if figure.place not in self._sums]
        names = list(dict.fromkeys(figure.measure for figure in self._figures))
        self._hcahps = are_hcahps(names)
        self._versions: dict[tuple[str, int], tuple[Instrument, Measure] | None] = {}
        self._averages = {name for name in names if is_average(name) or self._misfits(name)}
        own = [name for name in names if not all(map(self._version, self._of(name)))]
        self._own = questionnaire_of_shares(own, self._averages, file_name, known) if own else None
        self._own_names = own
        self._used: Counter[str] = Counter()
        self._rounded: list[float] = []
        self._by_key: dict[str, Instrument] = {}
        self.notes: list[str] = []

    @property
    def instrument(self) -> Instrument | None:
        """The questionnaire of most figures, once `rows` were made."""
        return self._by_key[self._used.most_common(1)[0][0]] if self._used else None

    def rows(self) -> list[CountRow]:
        """Return one row per unit, month and questionnaire."""
        found: dict[tuple[Place, int, str], _UnitMonth] = {}
        for figure, counts in zip(self._figures, self._counted, strict=True):
            instrument, measure = self._meaning(figure)
            if not self._is_kept(figure, counts, measure):
                continue
            self._by_key[instrument.key] = instrument
            self._used[instrument.key] += 1
            month = found.setdefault((figure.place, figure.span.last, instrument.key), _UnitMonth())
            item = measure.items[0]
            month.counts |= {(item, TOP): counts.top, (item, OTHER): counts.n - counts.top}
            month.responses = max(month.responses, counts.n)
            month.row = month.row or figure.row
            month.source_rows.add(figure.row)
        self.notes += self._sentences()
        return [*self._count_rows(found), *self._kept_back(found)]

    def _count_rows(self, found: dict[tuple[Place, int, str], _UnitMonth]) -> Iterator[CountRow]:
        usual = self.instrument
        taken: set[int] = set()
        surveys: set[tuple[Place, int]] = set()
        for (place, month, key), made in found.items():
            # Surveys are counted once, though their answers stand in two questionnaires.
            responses = 0 if (place, month) in surveys else made.responses
            surveys.add((place, month))
            instrument = self._by_key[key]
            yield CountRow(
                row=made.row,
                facility=place[0],
                site=place[1],
                unit=place[2],
                month=month,
                counts={at: count for at, count in made.counts.items() if count},
                responses=responses,
                instrument=None if instrument is usual else instrument,
                source_rows=len(made.source_rows - taken),
            )
            taken |= made.source_rows

    def _kept_back(self, found: dict[tuple[Place, int, str], _UnitMonth]) -> Iterator[CountRow]:
        """Give the units' months of which every figure was held back."""
        known = {(place, month) for place, month, _ in found}
        rows = {row for made in found.values() for row in made.source_rows}
        hidden: dict[tuple[Place, int], set[int]] = {}
        for place, span, row in self._read.kept_back:
            if span not in self._left_out:
                hidden.setdefault((place, span.last), set()).add(row)
        for (place, month), numbers in hidden.items():
            if (place, month) not in known and self.instrument is not None:
                yield CountRow(
                    *(min(numbers), *place, month, {}, None),
                    suppressed=True,
                    source_rows=len(numbers - rows),
                )

    def _of(self, name: str) -> list[Figure]:
        return [figure for figure in self._figures if figure.measure == name]

    def _misfits(self, name: str) -> bool:
        pairs = zip(self._figures, self._counted, strict=True)
        off = [counts.off > 0 for figure, counts in pairs if figure.measure == name]
        return sum(off) >= MIN_MISFITS and 2 * sum(off) > len(off)

    def _version(self, figure: Figure) -> tuple[Instrument, Measure] | None:
        """Return the HCAHPS questionnaire of a figure's last month and its measure there."""
        at = (figure.measure, figure.span.last)
        if at not in self._versions:
            self._versions[at] = _hcahps_measure(*at) if self._hcahps else None
        return self._versions[at]

    def _meaning(self, figure: Figure) -> tuple[Instrument, Measure]:
        found = self._version(figure)
        if found is not None:
            return found
        if self._own is None:
            raise ValueError("every figure is of HCAHPS or of a questionnaire of its own")
        return self._own, self._own.measure_by_key[item_key(figure.measure)]

    def _is_kept(self, figure: Figure, counts: Counted, measure: Measure) -> bool:
        """Tell whether a figure can be counted, and report it when it cannot."""
        possible = 0 <= counts.top <= counts.n
        if possible and (not counts.off or measure.average):
            if counts.off:
                self._rounded.append(counts.off)
            return True
        reason = (
            _("not a whole number of {n} answers: {top} would be {share}%").format(
                n=counts.n, top=counts.top, share=number(100 * counts.top / counts.n, 1)
            )
            if possible
            else _("more than all {n} answers").format(n=counts.n)
        )
        self._read.problems.append(Problem(figure.row, figure.column, figure.text, reason))
        return False

    def _sentences(self) -> Iterator[str]:
        if self._hcahps:
            yield _("These are HCAHPS measures.")
            if self._own_names:
                named = ", ".join(self._own_names[:MOST_NAMED])
                yield _(
                    "Measures that weren't in HCAHPS then keep their own names: {named}."
                ).format(named=named)
        if any(
            self._by_key[key].key != "" and _has_average(self._by_key[key]) for key in self._used
        ):
            yield (
                _(
                    "Measures with several questions are averages, not patient counts. Their "
                    "intervals are as wide as they can be."
                )
            )
        if self._rounded:
            points = 100 * max(self._rounded)
            yield (
                _(
                    "Averages rounded to whole answers: {rounded}, at most {points} points off."
                ).format(rounded=len(self._rounded), points=number(points, 1))
            )
        if self._left_out:
            named = ", ".join(span.words for span in sorted(self._left_out)[:MOST_NAMED])
            yield _("Left out, because their months are listed one by one: {named}.").format(
                named=named
            )
        if self._sums:
            named = ", ".join(place[2] for place in self._sums[:MOST_NAMED])
            yield _("Left out, because they add up the other rows: {named}.").format(named=named)
        if any(span.first != span.last for span in {f.span for f in self._figures}):
            yield _("Figures for several months are stored in their last month.")


def _hcahps_measure(name: str, month: int) -> tuple[Instrument, Measure] | None:
    key = hcahps_key(name)
    if key is None:
        return None
    for version in hcahps_shares():
        if (version.first_month or 0) <= month <= (version.last_month or month):
            known = version.measure_by_key
            return next(((version, known[k]) for k in (key, *_same_items(key)) if k in known), None)
    return None


def _has_average(instrument: Instrument) -> bool:
    return any(measure.average for measure in instrument.measures)


def _same_items(key: str) -> Iterator[str]:
    """Give the keys under which a version reports the one question of another's measure."""
    for version in hcahps_shares():
        measure = version.measure_by_key.get(key)
        if measure is not None and not measure.average:
            yield measure.items[0]
            for other in hcahps_shares():
                yield from (m.key for m in other.measures if m.items == measure.items)


def _spans_left_out(read: FiguresRead, where: Where) -> set[Span]:
    spans = {figure.span for figure in read.figures}
    if pair := overlapping(spans):
        raise FileRefused("rolling_periods", where=where, one=pair[0].words, other=pair[1].words)
    return counted_twice(spans)


def _sum_rows(pairs: Sequence[tuple[Figure, Counted]]) -> list[Place]:
    """Return the places whose every figure adds up those of three and more others, under whatever
    name: all the others, or those in the rows just above."""
    by_place: dict[Place, Counter[tuple[str, Span, str]]] = {}
    for figure, counts in pairs:
        at = (figure.measure, figure.span)
        own = by_place.setdefault(figure.place, Counter())
        own[(*at, "n")] += counts.n
        own[(*at, "top")] += counts.top
    sums: list[Place] = []
    above: list[Place] = []
    for place, figures in by_place.items():
        others = [one for one in by_place if one != place and one not in sums]
        if any(
            len(parts) >= FEWEST_PARTS and _adds_up(figures, [by_place[one] for one in parts])
            for parts in (others, above)
        ):
            sums.append(place)
            above = []
        else:
            above.append(place)
    return sums


def _adds_up(
    figures: Counter[tuple[str, Span, str]], parts: Sequence[Counter[tuple[str, Span, str]]]
) -> bool:
    """Whether figures are the sums of others: numbers of answers exactly, best answers as far as
    rounding lets them."""
    whole = sum(parts, Counter[tuple[str, Span, str]]())
    return figures.keys() == {key for part in parts for key in part} and all(
        abs(count - whole[key]) <= (len(parts) if key[2] == "top" else 0)
        for key, count in figures.items()
    )


def _counted_figures(figures: Sequence[Figure], where: Where) -> list[Counted]:
    """Return the counts of all figures; the columns of one header word are of one kind."""
    kinds = {}
    for said in {figure.said for figure in figures}:
        kinds[said] = kind_of_shares(said, ((f.share, f.n) for f in figures if f.said == said))
        if kinds[said] is None:
            raise FileRefused("percent_or_count", where=where)
    return [counted(f.share, f.n, str(kinds[f.said])) for f in figures]
