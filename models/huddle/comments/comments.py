"""Patients' voices: what a comment is about, how it sounds, and what of it the room may see."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.errors import UsageProblem
from models.huddle.comments.sentiment import PRAISE, Tone, tone_of
from models.huddle.comments.themes import theme, themes_of
from models.huddle.masking import Masked, Masker, names_nobody
from models.huddle.wording import sentences
from models.store.actions import action_owners, list_actions
from models.store.comments import (
    StoredComment,
    get_comment,
    release_comment,
)
from models.store.database import Connection, Database
from models.store.units import all_unit_names, unit_names
from models.survey import Unit

SHORT_QUOTE = 160
"""Most characters of a comment on a huddle's screen."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, understood.

    `text` is as the patient wrote it: private. `masked` is what the room may see. `themes` are
    the rules' themes with people's corrections, `tags` people's own words. `measures` are keys
    of the survey measures its themes belong to. `month` is a month number, 0 for undated.
    """

    id: int
    unit_id: int
    month: int
    question: str
    text: str
    masked: Masked
    themes: tuple[str, ...]
    tags: tuple[str, ...]
    measures: tuple[str, ...]
    tone: Tone
    state: str
    released: bool

    @property
    def may_be_unmasked(self) -> bool:
        """True for praise alone: criticism is never unmasked in the room."""
        return self.tone.kind == PRAISE


def unit_masker(c: Connection, unit: Unit, *, guess_names: bool = True) -> Masker:
    """Return the masker of a unit: its own list of names, and whoever its actions name: who does
    them, and to whom they were passed on.

    The unit's, site's and hospital's own names stay readable.
    """
    actions = list_actions(c, unit_id=unit.id)
    named = {name for action in actions for name in (action.owner, action.escalated_to)}
    people = sorted(name for name in named if not names_nobody(name))
    return Masker(
        [*unit_names(c, unit.id), *people],
        keep=[unit.name, unit.facility, unit.site],
        guess_names=guess_names,
    )


def words_masker(c: Connection) -> Masker:
    """Return the masker of what people type on the page of comments: their own tags, and the
    words they search. It knows the lists of every unit and whoever is named by an action."""
    owners = {owner for owner in action_owners(c) if not names_nobody(owner)}
    return Masker([*all_unit_names(c), *sorted(owners)], guess_names=False)


def understood(comment: StoredComment, masker: Masker) -> Comment:
    """Return a comment with its themes, its tone and its mask."""
    tone = tone_of(comment.text, comment.question)
    keys = decided_themes(themes_of(comment.text), comment)
    return Comment(
        comment.id,
        comment.unit_id,
        comment.month,
        comment.question,
        comment.text,
        masker.mask(comment.text, show_names=comment.released and tone.kind == PRAISE),
        keys,
        comment.tags,
        measures_of_themes(keys),
        tone,
        comment.state,
        comment.released,
    )


def decided_themes(found: Iterable[str], comment: StoredComment) -> tuple[str, ...]:
    """Return the themes the rules found in a comment, with people's corrections."""
    kept = [key for key in found if key not in comment.removed]
    return tuple(dict.fromkeys([*kept, *comment.added]))


def measures_of_themes(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of the survey measures that some themes belong to, each once."""
    measures = dict.fromkeys(m for key in keys if (t := theme(key)) for m in t.measures)
    return tuple(measures)


def praise_rank(voice: Comment) -> tuple[int, int, int, int]:
    """Order voices as praise: starred first, then what names an act, more acts, newer."""
    starred = voice.state == "starred" and voice.tone.kind == PRAISE
    kind = 0 if voice.tone.specific else 1 if voice.tone.kind == PRAISE else 2
    return (0 if starred else 1, kind, -voice.tone.acts, -voice.month)


def release_praise(
    db: Database,
    comment_id: int,
    *,
    now: datetime,
    by: Callable[[], str] = getpass.getuser,
) -> None:
    """Let the names in a word of praise be read out, and record who decided so and when.

    Phone numbers, dates and whatever else is masked stay masked. Raises UsageProblem for a
    comment that criticises anything: it cannot be unmasked in the room.
    """
    with db.write() as c:
        comment = get_comment(c, comment_id)
        if tone_of(comment.text, comment.question).kind != PRAISE:
            raise UsageProblem("criticism-stays-masked")
        release_comment(c, comment_id, by(), now=now)


def quote(voice: Comment, *, most: int = SHORT_QUOTE, themes: Sequence[str] = ()) -> str:
    """Return the masked sentence of a comment that says most, short enough for a screen.

    For praise the sentence that names an act; else the first one about one of `themes`; else
    the first. It is masked first and cut afterwards, so a cut never uncovers anything.
    """
    shown = voice.masked.shown
    parts = [shown[slice(*span)] for span in sentences(shown)]
    if not parts:
        return ""
    best = parts[0]
    if voice.tone.specific:
        best = max(parts, key=lambda part: (_worth(part), -parts.index(part)))
    elif themes:
        best = next((p for p in parts if set(themes_of(p)) & set(themes)), parts[0])
    start = parts.index(best)
    while start + 1 < len(parts) and len(best) + 1 + len(parts[start + 1]) <= most:
        start += 1
        best = f"{best} {parts[start]}"
    return cut(best, most)


def _worth(sentence: str) -> int:
    tone = tone_of(sentence)
    return 0 if tone.criticism else 2 * tone.acts + min(tone.praise, 2)


def cut(text: str, most: int) -> str:
    """Return a text cut at a word's end, with "…", never inside a bracketed mask.

    >>> cut("Nurse [name] sat with me", 13)
    'Nurse [name]…'
    """
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    if words[most - 1] != " ":
        kept = kept.rsplit(" ", 1)[0] if " " in kept else kept
    kept = re.sub(r"\[[^\]]*$", "", kept)
    return kept.rstrip(" ,;:-–") + "…"
