"""Sentences about an organization's own questionnaires and what is wrong with their files."""

from __future__ import annotations

from models.survey import CheckedFile, Fault
from ui.text.language import _, ngettext


def fault_words(fault: Fault) -> str:
    """Return what is wrong with a file, and where in it."""
    words = _fault_templates()[fault.code].format(**fault.facts)
    return f"{fault.where}: {words}" if fault.where else words


def _fault_templates() -> dict[str, str]:
    return {
        "cannot-read": _("The file can't be read: {why}."),
        "no-toml": _("This isn’t a TOML file: {why}."),
        "wrong-type": _("This doesn’t fit the format: {why}."),
        "format": _("The format is {format}. This version reads format {known}."),
        "key": _("“{key}” can’t be a key. Use letters, digits, “_” and “-”."),
        "key-twice": _("Another file already has the key “{key}”."),
        "built-in": _("“{key}” is a questionnaire that comes with the program."),
        "month": _("“{month}” isn’t a month. Write it like 2026-01."),
        "months": _("“{months}” isn’t a first and a last month. Write them like 2026-01."),
        "few-answers": _("A scale needs at least two answers in order, worst first."),
        "no-top": _("A scale needs a best answer (box = “top”) and at least one other."),
        "order": _("Answers go from worst to best: bottom, middle, top."),
        "outside-last": _("Answers outside the scale come last."),
        "many-answers": _("A scale has fewer than 200 answers."),
        "said-twice": _("“{text}” means two answers."),
        "no-questions": _("There is no question."),
        "no-scale": _("There is no scale called “{scale}”."),
        "column-twice": _("Two questions have the column “{column}”."),
        "no-measures": _("There is no measure."),
        "measure-twice": _("There are two measures called “{key}”."),
        "no-items": _("A measure needs at least one question."),
        "no-item": _("There is no question called “{item}”."),
        "about-patient": _("“{item}” is about the patient, so it can’t be part of a measure."),
        "percent": _("{number} isn’t a percentage."),
        "stars": _("Stars need four whole numbers from 0 to 100, each higher than the last."),
        "no-label": _("No label in this file is “{label}”."),
    }


def checked_words(file: CheckedFile) -> str:
    """Return what became of a file: what it holds, or how many faults it has."""
    own = file.questionnaire
    if own is None:
        n = len(file.faults)
        return ngettext("1 thing to fix", "{n} things to fix", n).format(n=n)
    questions = sum(not item.about_patient for item in own.instrument.items)
    return _("{name}: {questions}, {measures}").format(
        name=own.instrument.name,
        questions=ngettext("1 question", "{n} questions", questions).format(n=questions),
        measures=ngettext("1 measure", "{n} measures", len(own.instrument.measures)).format(
            n=len(own.instrument.measures)
        ),
    )
