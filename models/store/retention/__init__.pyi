from .deletion import (
    Doomed,
    delete_for_good,
    discharge_days,
    forgotten_mark,
    forgotten_surveys,
    old_comments,
    survey_numbers,
    surveys_with_comments,
)

__all__ = [
    "Doomed",
    "delete_for_good",
    "discharge_days",
    "forgotten_mark",
    "forgotten_surveys",
    "old_comments",
    "survey_numbers",
    "surveys_with_comments",
]
