from .blame_detection import blame, blames
from .survey_wording import ANSWER, survey_safe
from .word_lists import (
    any_of,
    plain_quotes,
    sentences,
    topics_folder,
    word_list,
)

__all__ = [
    "ANSWER",
    "any_of",
    "blame",
    "blames",
    "plain_quotes",
    "sentences",
    "survey_safe",
    "topics_folder",
    "word_list",
]
