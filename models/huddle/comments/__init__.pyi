from .classify import classify_pending
from .comments import (
    Comment,
    cut,
    praise_rank,
    quote,
    release_praise,
    understood,
    unit_masker,
    words_masker,
)
from .listing import (
    EVERY,
    HIDDEN,
    NEW,
    NEWEST_FIRST,
    PARKED,
    PRAISE_FIRST,
    SHOWN,
    STARRED,
    STATE_FILTERS,
    ShownVoice,
    VoiceFilter,
    VoiceList,
    fits_state,
    list_of_voices,
)
from .rows import shown_voices
from .sentiment import PRAISE
from .sorting import sort_into_topics
from .themes import all_themes, theme, themes_of_measure

__all__ = [
    "EVERY",
    "HIDDEN",
    "NEW",
    "NEWEST_FIRST",
    "PARKED",
    "PRAISE",
    "PRAISE_FIRST",
    "SHOWN",
    "STARRED",
    "STATE_FILTERS",
    "Comment",
    "ShownVoice",
    "VoiceFilter",
    "VoiceList",
    "all_themes",
    "classify_pending",
    "cut",
    "fits_state",
    "list_of_voices",
    "praise_rank",
    "quote",
    "release_praise",
    "shown_voices",
    "sort_into_topics",
    "theme",
    "themes_of_measure",
    "understood",
    "unit_masker",
    "words_masker",
]
