"""Comments as a list and as rows of a screen: plain values, standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NEW, STARRED, HIDDEN, PARKED = "", "starred", "hidden", "parked"
"""What became of a comment, as `models.store.voices` keeps it."""

SHOWN = "shown"
EVERY = "every"
STATE_FILTERS = (SHOWN, NEW, STARRED, PARKED, HIDDEN, EVERY)
"""What a list can be narrowed to: `SHOWN` is all but what was hidden."""

PRAISE_FIRST, NEWEST_FIRST = "praise", "newest"


@dataclass(frozen=True, slots=True)
class VoiceFilter:
    """Which comments are listed. Empty or None leaves a part open.

    `theme` is a theme's key or one of people's own tags, `measure` a measure's key, `month` a
    month number, `state` one of `STATE_FILTERS`, `order` praise or newest first.
    """

    words: str = ""
    theme: str = ""
    measure: str = ""
    month: int | None = None
    state: str = SHOWN
    order: str = PRAISE_FIRST


@dataclass(frozen=True, slots=True)
class VoiceList:
    """The comments that fit, as ids in order, and what there is to choose from.

    `total` is how many comments there are at all, `fitting` how many fit but for the theme.
    `themes` counts those by theme and tag, the most frequent first; `tags` are people's own among
    them. `months` and `states` count all comments. `praise` counts specific praise among those
    listed. Of `unheard` comments the rules were not read yet: they have no themes. `themeless`:
    no theme belongs to the measure asked for, so that nothing was left out for its sake.
    listed. Of `unheard` comments the rules were not read yet: they have no themes. `tag_names` are
    the tags as a room may see them, `words` so the words that were searched.
    """

    ids: tuple[int, ...]
    total: int
    themes: dict[str, int]
    tags: frozenset[str]
    months: dict[int, int]
    states: dict[str, int]
    praise: int
    fitting: int
    unheard: int = 0
    themeless: bool = False
    tag_names: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True, slots=True)
class ShownVoice:
    """One comment for the screen. `text` is masked; `marks` are where masks stand in it.

    `unit` is the unit's name, `month` a month number (0: undated). `themes` are keys, `tags`
    people's own words and `tag_names` these as a room may see them. `kind` is how it sounds,
    `specific` praise that names an act. `masks_names` tells whether a name is masked,
    `may_be_unmasked` whether that may be lifted (praise alone); `released` is when it was (UTC
    text, "" if it is masked), `released_by` who decided so.
    """

    id: int
    unit_id: int
    unit: str
    month: int
    text: str
    marks: tuple[tuple[int, int], ...]
    themes: tuple[str, ...]
    tags: tuple[str, ...]
    tag_names: tuple[str, ...]
    kind: str
    specific: bool
    state: str
    masks_names: bool
    may_be_unmasked: bool
    released: str = ""
    released_by: str = ""


def fits_state(state: str, wanted: str) -> bool:
    """Tell whether a comment in a state belongs in a list narrowed to `wanted`."""
    return state != HIDDEN if wanted == SHOWN else wanted in (EVERY, state)
