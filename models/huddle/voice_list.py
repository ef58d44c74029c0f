"""A unit's comments as a list to sort: which ones, in which order, and how many of each kind.

Nothing here is drawn: what a room may see comes from `models.huddle.voice_rows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from models.huddle.hearing import Heard, Hearing
from models.huddle.tone import PRAISE
from models.huddle.voice_values import PRAISE_FIRST, VoiceFilter, VoiceList, fits_state
from models.huddle.voices import decided_themes, measures_of_themes
from models.store.comments import matching_comments
from models.store.database import Database
from models.store.voices import StoredComment, unit_comments

_REPORT_EVERY = 250

Progress = Callable[[str, float | None], None]


def list_of_voices(
    db: Database,
    hearing: Hearing,
    unit_id: int | None,
    wanted: VoiceFilter = VoiceFilter(),  # noqa: B008  (frozen)
    *,
    progress: Progress | None = None,
    most_new: int | None = None,
) -> VoiceList:
    """Return the list of a unit's comments (None: of all units).

    The rules are read for at most `most_new` comments that are new to `hearing` (None: all), the
    latest first; ask again until none is unheard. `progress` is told how far it is.
    """
    with db.read() as c:
        comments = unit_comments(c, unit_id)
        found = matching_comments(c, wanted.words, unit_id=unit_id) if wanted.words.strip() else ()
    if wanted.words.strip():
        candidates = [comment for comment in comments if comment.id in found]
    else:
        candidates = comments
    candidates = [comment for comment in candidates if _fits_facts(comment, wanted)]
    heard = _heard(candidates, hearing, progress, most_new)
    fitting = [pair for pair in heard if _fits_measure(*pair, wanted.measure)]
    listed = [pair for pair in fitting if not wanted.theme or wanted.theme in _topics(*pair)]
    if wanted.order == PRAISE_FIRST:
        listed.sort(key=lambda pair: _praise_order(*pair))
    return VoiceList(
        ids=tuple(comment.id for comment, _heard in listed),
        total=len(comments),
        themes=_counted(topic for pair in fitting for topic in _topics(*pair)),
        tags=frozenset(tag for comment, _heard in fitting for tag in comment.tags),
        months=dict(Counter(comment.month for comment in comments if comment.month)),
        states=dict(Counter(comment.state for comment in comments)),
        praise=sum(heard.specific for _comment, heard in listed),
        fitting=len(fitting),
        unheard=len(candidates) - len(heard),
    )


def _fits_facts(comment: StoredComment, wanted: VoiceFilter) -> bool:
    if wanted.month is not None and comment.month != wanted.month:
        return False
    return fits_state(comment.state, wanted.state)


def _heard(
    comments: Sequence[StoredComment],
    hearing: Hearing,
    progress: Progress | None,
    most_new: int | None,
) -> list[tuple[StoredComment, Heard]]:
    pairs = []
    new = 0
    for place, comment in enumerate(comments):
        if progress is not None and place % _REPORT_EVERY == 0:
            progress("Reading comments", place / len(comments))
        if not hearing.knows(comment.text):
            if most_new is not None and new >= most_new:
                continue
            new += 1
        pairs.append((comment, hearing.hear(comment.text)))
    return pairs


def _topics(comment: StoredComment, heard: Heard) -> tuple[str, ...]:
    return (*decided_themes(heard.themes, comment), *comment.tags)


def _fits_measure(comment: StoredComment, heard: Heard, measure: str) -> bool:
    return not measure or measure in measures_of_themes(decided_themes(heard.themes, comment))


def _praise_order(comment: StoredComment, heard: Heard) -> tuple[int, int, int]:
    """Praise that names an act first, then other praise, then the rest, each the latest first.
    What is starred keeps its place, so that sorting never moves the list under the reader."""
    kind = 0 if heard.specific else 1 if heard.kind == PRAISE else 2
    return (kind, -comment.month, -comment.id)


def _counted(keys: Iterable[str]) -> dict[str, int]:
    counts = Counter(keys)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
