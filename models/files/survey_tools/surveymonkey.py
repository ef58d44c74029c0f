"""Exports of SurveyMonkey: a row of questions, and below it a row of answers or options.

A blank cell in the upper row continues the question to its left. Questions with one answer have
"Response" below them; others have a column for each option or line.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.files.sheets import FlattenedSheet, Row, Sheet, ToolColumn, plain_name, question_text

HEADER_WITHIN = 10
LEAST_SAID = 3

_ID = "respondentid"
_RESPONSE = {"response", "openendedresponse", ""}
_BOOKKEEPING = {
    *("collectorid", "collector", "datecreated", "startdate", "datemodified", "ipaddress"),
    *("emailaddress", "email", "firstname", "lastname"),
}


def flatten_export(sheet: Sheet) -> FlattenedSheet | None:
    """Return a SurveyMonkey export as a plain table, None for any other sheet."""
    for place in range(min(HEADER_WITHIN, len(sheet.head) - 1)):
        upper, lower = sheet.head[place], sheet.head[place + 1]
        if _are_headers(upper, lower):
            columns = _columns(upper[1], lower[1])
            return FlattenedSheet(sheet, "surveymonkey", lower[0], columns)
    return None


def _are_headers(upper: Row, lower: Row) -> bool:
    questions, options = upper[1], lower[1]
    if _says_response(options) or _goes_on(questions, options):
        return True
    if not questions or plain_name(questions[0]) != _ID or (options and options[0].strip()):
        return False
    return any(plain_name(option) in {"response", "openendedresponse"} for option in options) or (
        any(not question.strip() for question in questions[1:])
        and sum(bool(option.strip()) for option in options) > 1
    )


def _says_response(options: Sequence[str]) -> bool:
    """Whether most of a row's cells say that a response stands below: no answer does."""
    filled = [plain_name(option) for option in options if option.strip()]
    said = sum(option in {"response", "openendedresponse"} for option in filled)
    return said >= LEAST_SAID and 2 * said >= len(filled)


def _goes_on(questions: Sequence[str], options: Sequence[str]) -> bool:
    """Whether a row says "Response" below some questions and has an option below each blank beside
    the others."""
    blank = [n for n, question in enumerate(questions) if not question.strip()]
    said = any(plain_name(option) in {"response", "openendedresponse"} for option in options)
    whole = len(options) >= len(questions) and all(option.strip() for option in options)
    return said and whole and len(blank) >= LEAST_SAID - 1


def _columns(questions: Sequence[str], options: Sequence[str]) -> list[ToolColumn]:
    names = {plain_name(question) for question in questions}
    # When the answers came is said by the end date, without one by the last change.
    bookkeeping = _BOOKKEEPING - (set() if "enddate" in names else {"datemodified"})
    columns = []
    question = ""
    for place in range(max(len(questions), len(options))):
        cell = question_text(questions[place]) if place < len(questions) else ""
        option = question_text(options[place]) if place < len(options) else ""
        question = cell or question
        if cell or option:
            plain = plain_name(option) in _RESPONSE
            name = question if plain else f"{question} – {option}"
            is_bookkeeping = plain_name(question) in bookkeeping
            columns.append(ToolColumn(name, (place,), bookkeeping=is_bookkeeping))
    return columns
