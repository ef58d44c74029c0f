"""Comments as a screen may show them: masked, with the masks marked, and never the words as
they came."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.huddle.comments.comments import Comment, understood, unit_masker, words_masker
from models.huddle.comments.listing import ShownVoice
from models.huddle.comments.themes import theme_words
from models.huddle.masking import SHOWN, Kind, Masker
from models.store.comments import Release, comments_by_id, release_in_force
from models.store.database import Connection, Database
from models.store.units import get_unit

_MASK = re.compile("|".join(re.escape(word) for word in SHOWN.values()))


def shown_voices(db: Database, ids: Sequence[int]) -> list[ShownVoice]:
    """Return comments for the screen in the order of their ids; those that are gone are missing.

    About half a millisecond each.
    """
    with db.read() as c:
        comments = comments_by_id(c, ids)
        units = {comment.unit_id for comment in comments.values()}
        maskers = {unit_id: _unit_masker(c, unit_id) for unit_id in units}
        typed = words_masker(c)
        shown = []
        for comment_id in ids:
            comment = comments.get(comment_id)
            if comment is not None:
                name, masker = maskers[comment.unit_id]
                release = release_in_force(c, comment.id) if comment.released else None
                shown.append(_shown(understood(comment, masker), name, release, typed))
        return shown


def _unit_masker(c: Connection, unit_id: int) -> tuple[str, Masker]:
    unit = get_unit(c, unit_id)
    return unit.name, unit_masker(c, unit)


def _shown(voice: Comment, unit: str, release: Release | None, typed: Masker) -> ShownVoice:
    text = voice.masked.shown
    return ShownVoice(
        id=voice.id,
        unit_id=voice.unit_id,
        unit=unit,
        month=voice.month,
        text=text,
        marks=tuple(match.span() for match in _MASK.finditer(text)),
        themes=voice.themes,
        tags=voice.tags,
        tag_names=tuple(typed.shown(tag) for tag in voice.tags),
        kind=voice.tone.kind,
        specific=voice.tone.specific,
        state=voice.state,
        masks_names=any(span.kind is Kind.NAME for span in voice.masked.spans),
        may_be_unmasked=voice.may_be_unmasked,
        released=release.at if release is not None else "",
        released_by=release.by if release is not None else "",
        reasons={key: _reasons(text, key) for key in voice.themes},
    )


def _reasons(text: str, theme: str) -> tuple[str, ...]:
    """Return the words of a masked text that led to a theme, each once."""
    found = (text[start:end] for start, end in theme_words(text, (theme,)))
    return tuple({word.casefold(): word for word in found}.values())
