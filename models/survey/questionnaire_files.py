"""An organization's own questionnaires: files in TOML, one a questionnaire, in a folder.

The format is described in the manual ("Your own questionnaires"). A file is read by its types
first, then checked for what contradicts itself; a file with a fault is left out whole.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec

from models.survey.catalog import built_in_instruments
from models.survey.instrument import OWN_FAMILY, Instrument, Item, Measure
from models.survey.period import Period, parse_month
from models.survey.scale import NOT_APPLICABLE, Answer, Box, Scale, plain

FORMAT = 1
STARS = 5
_KEY = re.compile(r"[^\W_][\w-]{0,79}")


class _Strict(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A table of the file; a name it does not know is a fault."""


class AnswerTable(_Strict):
    """An answer: its place on the scale is its place in the list, worst first."""

    label: str
    box: Box
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class ScaleTable(_Strict):
    """The answers of a question, and what means "no answer"."""

    answers: tuple[AnswerTable, ...]
    no_answers: tuple[str, ...] = ()


class QuestionTable(_Strict):
    """A question. `columns` are the headers it is known by, beside its own key."""

    label: str
    scale: str
    wording: str = ""
    columns: tuple[str, ...] = ()
    number: int = 0
    not_applicable: tuple[str, ...] = ()
    about_patient: bool = False


class BenchmarkTable(_Strict):
    """A published figure: top box in percent (0-100), whose it is, and of which months."""

    top_box: float
    name: str
    months: tuple[str, str]


class MeasureTable(_Strict):
    """A measure. `stars` are the lowest mean scores (0-100) for 2, 3, 4 and 5 stars."""

    key: str
    label: str
    items: tuple[str, ...]
    short: str = ""
    benchmark: BenchmarkTable | None = None
    stars: tuple[int, ...] = ()


class QuestionnaireTable(_Strict):
    """A whole file. `translations` is language -> a label -> the same in that language."""

    format: int
    key: str
    name: str
    scales: dict[str, ScaleTable]
    questions: dict[str, QuestionTable]
    measures: tuple[MeasureTable, ...]
    first_month: str = ""
    last_month: str = ""
    translations: dict[str, dict[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file: a code, the place in the file, and what the words need."""

    code: str
    where: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnBenchmark:
    """A figure beside a measure: a share (0-1), whose it is, the months it was published for."""

    measure: str
    top_box: float
    name: str
    months: Period


@dataclass(frozen=True, slots=True)
class OwnQuestionnaire:
    """A questionnaire of the organization's own, and what its file says beside it."""

    instrument: Instrument
    benchmarks: tuple[OwnBenchmark, ...] = ()
    stars: tuple[tuple[str, tuple[int, ...]], ...] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as it was read: the questionnaire, or why there is none."""

    path: Path
    questionnaire: OwnQuestionnaire | None
    faults: tuple[Fault, ...] = ()


_folders: tuple[Path, ...] = ()


def use_questionnaire_folders(folders: Iterable[Path]) -> None:
    """Read own questionnaires from these folders from now on; one that is not there is empty."""
    global _folders
    _folders = tuple(folders)
    own_questionnaire_files.cache_clear()
    own_names.cache_clear()


def questionnaire_folders() -> tuple[Path, ...]:
    """Return the folders that own questionnaires are read from, the user's own first."""
    return _folders


@cache
def own_questionnaire_files() -> tuple[CheckedFile, ...]:
    """Return every file of the folders, by name. Of two with one key the later is at fault."""
    found: list[CheckedFile] = []
    keys: set[str] = set()
    for folder in _folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            checked = check_questionnaire(path)
            key = checked.questionnaire.instrument.key if checked.questionnaire else ""
            if key in keys:
                checked = CheckedFile(path, None, (Fault("key-twice", "key", {"key": key}),))
            elif key:
                keys.add(key)
            found.append(checked)
    return tuple(found)


def as_stored(filed: Instrument, stored: Instrument) -> Instrument:
    """Return a questionnaire of a file as it goes on from what is stored under its key.

    Stored questions keep their places, and their scales where the file has others: answers were
    stored by them. What the file has beside goes to the end.
    """
    items = [
        filed.item(item.key)
        if item.key in filed.position
        and filed.item(item.key).scale.fingerprint == item.scale.fingerprint
        else item
        for item in stored.items
    ]
    items += [item for item in filed.items if item.key not in stored.position]
    named = filed.measure_by_key
    measures = [measure for measure in stored.measures if measure.key not in named]
    return replace(filed, items=tuple(items), measures=(*filed.measures, *measures))


def own_questionnaires() -> tuple[OwnQuestionnaire, ...]:
    """Return the own questionnaires without a fault."""
    files = own_questionnaire_files() if _folders else ()
    return tuple(file.questionnaire for file in files if file.questionnaire is not None)


@cache
def own_names(language: str) -> Mapping[str, str]:
    """Return what own questionnaires call their labels in a language: label -> name. "es_MX" also
    takes what is written for "es"."""
    codes = (language.partition("_")[0], language)
    every = [own.translations.get(code, {}) for code in codes for own in own_questionnaires()]
    return {label: name for names in every for label, name in names.items()}


def check_questionnaire(path: Path) -> CheckedFile:
    """Read a file and say everything that is wrong with it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return CheckedFile(path, None, (Fault("cannot-read", "", {"why": str(error.strerror)}),))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return CheckedFile(path, None, (Fault("no-toml", "", {"why": str(error)}),))
    try:
        read = msgspec.convert(table, QuestionnaireTable)
    except msgspec.ValidationError as error:
        why, _at, where = str(error).partition(" - at `$.")
        return CheckedFile(path, None, (Fault("wrong-type", where.rstrip("`"), {"why": why}),))
    faults = tuple(_faults(read))
    return CheckedFile(path, None if faults else _questionnaire(read), faults)


def _faults(read: QuestionnaireTable) -> Iterator[Fault]:
    if read.format != FORMAT:
        yield Fault("format", "format", {"format": str(read.format), "known": str(FORMAT)})
    if not _KEY.fullmatch(read.key):
        yield Fault("key", "key", {"key": read.key})
    if read.key in {instrument.key for instrument in built_in_instruments()}:
        yield Fault("built-in", "key", {"key": read.key})
    months = {"first_month": read.first_month, "last_month": read.last_month}
    for name, month in months.items():
        if month and _month(month) is None:
            yield Fault("month", name, {"month": month})
    scored = {q.scale for q in read.questions.values() if not q.about_patient}
    for key, scale in read.scales.items():
        if key in scored:
            yield from _order_faults(key, scale)
        yield from _spelling_faults(key, scale)
    yield from _question_faults(read)
    yield from _measure_faults(read)
    yield from _translation_faults(read)


def _order_faults(key: str, scale: ScaleTable) -> Iterator[Fault]:
    where = f"scales.{key}"
    placed = [answer.box for answer in scale.answers if answer.box is not Box.OUTSIDE]
    if len(placed) < 2:
        yield Fault("few-answers", where)
    elif Box.TOP not in placed or len(set(placed)) == 1:
        yield Fault("no-top", where)
    order = [Box.BOTTOM, Box.MIDDLE, Box.TOP]
    ranks = [order.index(box) for box in placed]
    if ranks != sorted(ranks):
        yield Fault("order", where)
    outside = [answer.box is Box.OUTSIDE for answer in scale.answers]
    if outside != sorted(outside):
        yield Fault("outside-last", where)


def _spelling_faults(key: str, scale: ScaleTable) -> Iterator[Fault]:
    where = f"scales.{key}"
    if len(scale.answers) >= NOT_APPLICABLE:
        yield Fault("many-answers", where)
    spelled = Counter(
        plain(text)
        for answer in scale.answers
        for text in {plain(t) for t in (answer.label, *answer.codes, *answer.words)}
    )
    spelled.update({plain(text) for text in scale.no_answers})
    for text in sorted(text for text, times in spelled.items() if times > 1):
        yield Fault("said-twice", where, {"text": text})


def _question_faults(read: QuestionnaireTable) -> Iterator[Fault]:
    if not any(not question.about_patient for question in read.questions.values()):
        yield Fault("no-questions", "questions")
    headers: Counter[str] = Counter()
    for key, question in read.questions.items():
        if not _KEY.fullmatch(key):
            yield Fault("key", f"questions.{key}", {"key": key})
        if question.scale not in read.scales:
            yield Fault("no-scale", f"questions.{key}.scale", {"scale": question.scale})
        headers.update({header_key(text) for text in (key, *question.columns)})
    for header in sorted(header for header, times in headers.items() if times > 1):
        yield Fault("column-twice", "questions", {"column": header})


def _measure_faults(read: QuestionnaireTable) -> Iterator[Fault]:
    if not read.measures:
        yield Fault("no-measures", "measures")
    times = Counter(measure.key for measure in read.measures)
    for key in sorted(key for key, count in times.items() if count > 1):
        yield Fault("measure-twice", "measures", {"key": key})
    for measure in read.measures:
        where = f"measures.{measure.key}"
        if not _KEY.fullmatch(measure.key):
            yield Fault("key", where, {"key": measure.key})
        if not measure.items:
            yield Fault("no-items", where)
        for item in measure.items:
            if item not in read.questions:
                yield Fault("no-item", where, {"item": item})
            elif read.questions[item].about_patient:
                yield Fault("about-patient", where, {"item": item})
        yield from _figure_faults(where, measure)


def _figure_faults(where: str, measure: MeasureTable) -> Iterator[Fault]:
    mark = measure.benchmark
    if mark is not None:
        if not 0 <= mark.top_box <= 100:
            yield Fault("percent", f"{where}.benchmark", {"number": f"{mark.top_box:g}"})
        first, last = (_month(month) for month in mark.months)
        if first is None or last is None or first > last:
            yield Fault("months", f"{where}.benchmark", {"months": " ".join(mark.months)})
    cuts = measure.stars
    rising = all(low < high for low, high in pairwise(cuts))
    if cuts and (len(cuts) != STARS - 1 or not rising or not all(0 <= cut <= 100 for cut in cuts)):
        yield Fault("stars", where)


def _translation_faults(read: QuestionnaireTable) -> Iterator[Fault]:
    known = {text for _where, text in _labels(read)}
    for language, texts in read.translations.items():
        for text in texts:
            if text not in known:
                yield Fault("no-label", f"translations.{language}", {"label": text})


def _labels(read: QuestionnaireTable) -> Iterator[tuple[str, str]]:
    """Give the texts of a file that people read, with their places."""
    yield "name", read.name
    for key, question in read.questions.items():
        yield f"questions.{key}", question.label
        if question.wording:
            yield f"questions.{key}.wording", question.wording
    for measure in read.measures:
        for text in filter(None, (measure.label, measure.short)):
            yield f"measures.{measure.key}", text
    for key, scale in read.scales.items():
        for answer in scale.answers:
            yield f"scales.{key}", answer.label


def header_key(header: str) -> str:
    """Return a header's letters and digits alone, in lower case: how columns are compared.

    >>> header_key("Q5: Felt heard?")
    'q5feltheard'
    """
    return "".join(letter for letter in header.casefold() if letter.isalnum())


def _month(text: str) -> int | None:
    try:
        return parse_month(text)
    except ValueError:
        return None


def _questionnaire(read: QuestionnaireTable) -> OwnQuestionnaire:
    scales = {key: _scale(key, table) for key, table in read.scales.items()}
    items = tuple(
        Item(
            key=key,
            label=table.label,
            scale=scales[table.scale],
            wording=table.wording or table.label,
            number=table.number,
            columns=table.columns,
            not_applicable=table.not_applicable,
            about_patient=table.about_patient,
        )
        for key, table in read.questions.items()
    )
    measures = tuple(Measure(m.key, m.label, m.items, m.short) for m in read.measures)
    instrument = Instrument(
        read.key,
        read.name,
        OWN_FAMILY,
        items,
        measures,
        _month(read.first_month) if read.first_month else None,
        _month(read.last_month) if read.last_month else None,
        built_in=False,
        listed=True,
    )
    benchmarks = tuple(
        OwnBenchmark(m.key, mark.top_box / 100, mark.name, Period(*map(_month, mark.months)))
        for m in read.measures
        if (mark := m.benchmark) is not None
    )
    stars = tuple((m.key, m.stars) for m in read.measures if m.stars)
    return OwnQuestionnaire(instrument, benchmarks, stars, read.translations)


def _scale(key: str, table: ScaleTable) -> Scale:
    placed = sum(answer.box is not Box.OUTSIDE for answer in table.answers)
    answers = tuple(
        Answer(
            place + 1,
            row.label,
            row.box,
            None if row.box is Box.OUTSIDE else 100.0 * place / max(1, placed - 1),
            row.codes,
            row.words,
        )
        for place, row in enumerate(table.answers)
    )
    return Scale(key, answers, table.no_answers)


def questionnaire_text(instrument: Instrument) -> str:
    """Return a questionnaire as the text of a file, which `check_questionnaire` finds no fault
    in. Traits of patients, such as an age band, measures of shares alone and the rules for skipped
    questions are left out; one that comes with the program gets a key of its own."""
    import tomli_w

    kept = [item for item in instrument.items if item.columns or not item.about_patient]
    names: dict[str, str] = {}
    scales: dict[str, ScaleTable] = {}
    for item in kept:
        name = names.setdefault(item.scale.fingerprint, f"scale_{len(names) + 1}")
        scales.setdefault(name, _scale_table(item.scale))
    questions = {
        _as_key(item.key): QuestionTable(
            item.label,
            names[item.scale.fingerprint],
            item.wording,
            _other_headers(item),
            item.number,
            item.not_applicable,
            item.about_patient,
        )
        for item in kept
    }
    measures = tuple(
        MeasureTable(_as_key(m.key), m.label, tuple(_as_key(k) for k in m.items), m.short)
        for m in instrument.measure_by_key.values()
        if not m.average and all(_as_key(key) in questions for key in m.items)
    )
    key = _as_key(instrument.key)
    file = QuestionnaireTable(
        FORMAT,
        f"own-{key}" if instrument.built_in else key,
        instrument.name,
        scales,
        questions,
        measures,
    )
    return tomli_w.dumps(msgspec.to_builtins(file, str_keys=True), multiline_strings=False)


def _as_key(text: str) -> str:
    """Return a key as files may have them: letters, digits, "_" and "-"."""
    letters = re.sub(r"[^\w-]+", "_", text.casefold()).strip("_-")[:80]
    return letters or "item"


def _other_headers(item: Item) -> tuple[str, ...]:
    seen = {header_key(item.key)}
    kept = []
    for column in item.columns:
        if header_key(column) not in seen:
            seen.add(header_key(column))
            kept.append(column)
    return tuple(kept)


def _scale_table(scale: Scale) -> ScaleTable:
    seen: set[str] = set()

    def fresh(texts: Sequence[str]) -> tuple[str, ...]:
        new = [text for text in texts if plain(text) not in seen]
        seen.update(plain(text) for text in texts)
        return tuple(dict.fromkeys(new))

    seen.update(plain(answer.label) for answer in scale.answers)
    rows = tuple(
        AnswerTable(answer.label, answer.box, fresh(answer.codes), fresh(answer.words))
        for answer in scale.answers
    )
    return ScaleTable(rows, fresh(scale.no_answers))
