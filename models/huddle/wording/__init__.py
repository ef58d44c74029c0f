"""The words of the survey that staff avoid, and lines that blame."""

from models.huddle.wording.blame import blame, blames
from models.huddle.wording.survey_wording import ANSWER, survey_safe
from models.huddle.wording.word_lists import (
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
