from .answers import (
    BLANK_SPELLINGS,
    BLANK_WORDS,
    UNKNOWN,
    AnswerReader,
    answer_word,
    is_answer,
    leading_number,
    whole_number,
)
from .dates import (
    EARLIEST_YEAR,
    NO_DAY,
    Order,
    date_evidence,
    parse_date,
    read_dates,
)
from .header_words import (
    SENTENCE_WORDS,
    demographic,
    header_key,
    is_identifier,
    is_question,
    rank_in,
)
from .zero_width import INVISIBLE, without_invisible

__all__ = [
    "BLANK_SPELLINGS",
    "BLANK_WORDS",
    "EARLIEST_YEAR",
    "INVISIBLE",
    "NO_DAY",
    "SENTENCE_WORDS",
    "UNKNOWN",
    "AnswerReader",
    "Order",
    "answer_word",
    "date_evidence",
    "demographic",
    "header_key",
    "is_answer",
    "is_identifier",
    "is_question",
    "leading_number",
    "parse_date",
    "rank_in",
    "read_dates",
    "whole_number",
    "without_invisible",
]
