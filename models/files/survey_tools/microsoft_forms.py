"""Exports of Microsoft Forms: one header row that begins with number and times of a response."""

from __future__ import annotations

from models.files.sheets import FlattenedSheet, Sheet, ToolColumn, plain_name, question_text

_BEGINNING = ["id", "starttime", "completiontime"]
_BOOKKEEPING = {
    *("id", "starttime", "email", "name", "lastmodifiedtime", "language"),
    *("totalpoints", "quizfeedback", "gradepostedtime"),
}
_OF_A_QUIZ = ("Points - ", "Feedback - ")


def flatten_export(sheet: Sheet) -> FlattenedSheet | None:
    """Return a Microsoft Forms export as a plain table, None for any other sheet.

    Its number counts the rows and is no survey id; the time of completion becomes the timestamp.
    """
    if not sheet.head:
        return None
    number, cells = sheet.head[0]
    names = [question_text(cell) for cell in cells]
    if [plain_name(name) for name in names[:3]] != _BEGINNING:
        return None
    columns = [
        ToolColumn(
            "timestamp" if place == 2 else name,
            (place,),
            (name,),
            plain_name(name) in _BOOKKEEPING or name.startswith(_OF_A_QUIZ),
        )
        for place, name in enumerate(names)
        if name
    ]
    return FlattenedSheet(sheet, "microsoft_forms", number, columns)
