from .blame_detection import blame, blames
from .survey_wording import ANSWER, survey_safe
from .word_lists import (
    PhraseIndex,
    any_of,
    folded,
    plain_quotes,
    sentences,
    tokens,
    topics_folder,
    word_list,
)

__all__ = [
    "ANSWER",
    "PhraseIndex",
    "any_of",
    "blame",
    "blames",
    "folded",
    "plain_quotes",
    "sentences",
    "survey_safe",
    "tokens",
    "topics_folder",
    "word_list",
]
