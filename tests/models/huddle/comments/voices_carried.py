"""What `make voices` measures on organizations that had no part in building: themes by words that
another organization chose, and the thank-yous that the huddle would offer of imported files."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from main import main
from models.huddle.agenda.agenda import MOST_COMMENTS, prepare
from models.huddle.comments import sentiment_model
from models.huddle.comments.themes import _rules, _spelled
from models.huddle.wording import PhraseIndex, folded, tokens, word_list
from models.store.comments.sorting import get_comment
from models.store.database.database import open_database
from models.store.units.units import list_units
from tests.models.huddle.comments.labeled_comments import LABELS, LabeledComment
from tests.models.huddle.comments.train_tone import train

WORTH_KEEPING = 1 / 3
"""A word is kept if the theme is meant in at least this share of the comments that hold it."""

DAY = date(2026, 6, 15)

Word = tuple[str, str]
"""A theme, and one of its words as the list spells it."""


def words_heard(comments: Sequence[LabeledComment]) -> list[frozenset[Word]]:
    """Return for each comment the words of the lists that it holds."""
    lists = word_list("themes")
    groups = lists.get("groups", {})
    index = PhraseIndex(
        {
            f"{table['key']}\t{phrase}": _spelled([phrase], groups)
            for table in lists["theme"]
            if table["key"] in LABELS
            for phrase in table["words"]
        }
    )
    return [_heard(index, comment.text) for comment in comments]


def _heard(index: PhraseIndex, text: str) -> frozenset[Word]:
    plain = folded(text)
    found = tokens(plain)
    excluded = {
        (match.label, place)
        for match in _rules().unless.find(plain, found)
        for place in range(match.first, match.end)
    }
    heard = set()
    for match in index.find(plain, found):
        theme, phrase = match.label.split("\t")
        if not any((theme, place) in excluded for place in range(match.first, match.end)):
            heard.add((theme, phrase))
    return frozenset(heard)


def chosen_words(
    comments: Sequence[LabeledComment], heard: Sequence[frozenset[Word]]
) -> frozenset[Word]:
    """Return the words that comments with labels speak for. A word none of them holds is out."""
    found: Counter[Word] = Counter()
    right: Counter[Word] = Counter()
    for comment, words in zip(comments, heard, strict=True):
        found.update(words)
        right.update(word for word in words if word[0] in comment.themes)
    return frozenset(word for word in found if right[word] >= WORTH_KEEPING * found[word])


def themes_by_others(
    comments: Sequence[LabeledComment], others: Sequence[LabeledComment]
) -> list[frozenset[str]]:
    """Return the themes of comments by the words that others' labels speak for."""
    kept = chosen_words(others, words_heard(others))
    return [frozenset(theme for theme, _ in words & kept) for words in words_heard(comments)]


@contextmanager
def trained_on(comments: Sequence[LabeledComment]) -> Iterator[None]:
    """Let a model that is trained on these comments judge tone."""
    weights = train(comments)
    made = sentiment_model._Weights(weights.pop(""), weights)
    with patch.object(sentiment_model, "_weights", lambda: made):
        yield


class Choice(NamedTuple):
    """A thank-you that the huddle offers, and what people say of its tone."""

    text: str
    tone: int | None


def thanks_offered(
    comments: Sequence[LabeledComment], others: Sequence[LabeledComment]
) -> list[Choice]:
    """Import comments as a survey file and return what the Thank step offers, the surest first.

    The file has one column of comments a question, and so many units that the huddle looks at
    every comment. Tone is judged by a model that is trained on others.
    """
    tones = {comment.text: comment.tone for comment in comments}
    with tempfile.TemporaryDirectory() as folder, trained_on(others):
        file, place = Path(folder) / "comments.csv", Path(folder) / "comments.db"
        file.write_text(_as_file(comments), encoding="utf-8")
        with redirect_stdout(io.StringIO()):
            code = main(["import", str(file), "--db", str(place), "--unit-column", "Unit"])
        if code:
            raise RuntimeError(f"the file was not imported: exit code {code}")
        return _offered(place, tones)


def _as_file(comments: Sequence[LabeledComment]) -> str:
    by_question: defaultdict[str, list[str]] = defaultdict(list)
    for comment in comments:
        by_question[comment.question or "Comments"].append(comment.text)
    questions = list(by_question)
    rows = [(column, text) for column, texts in enumerate(by_question.values()) for text in texts]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Survey ID", "Unit", "Discharge date", "Overall rating (0-10)", *questions])
    for number, (column, text) in enumerate(rows):
        answers = ["" for _ in questions]
        answers[column] = text
        unit = f"Unit {1 + number // MOST_COMMENTS}"
        writer.writerow([f"S{number}", unit, DAY.isoformat(), 5 + number % 6, *answers])
    return out.getvalue()


def _offered(place: Path, tones: dict[str, int | None]) -> list[Choice]:
    db = open_database(str(place))
    try:
        with db.read() as c:
            units = [summary.unit for summary in list_units(c)]
        praises = [praise for unit in units for praise in prepare(db, unit, None, DAY).praises]
        praises.sort(key=lambda praise: not praise.specific)
        with db.read() as c:
            texts = [get_comment(c, praise.comment_id).text for praise in praises]
    finally:
        db.close()
    return [Choice(text, tones.get(text)) for text in texts]
