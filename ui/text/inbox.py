"""What became of the files of an inbox, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.text.errors import hint, sentence
from ui.text.formats import counted, listed
from ui.text.language import _

if TYPE_CHECKING:
    from models.importing import InboxFile


def outcome_words(file: InboxFile) -> str:
    """Return what became of one file, as one line."""
    words = {
        "imported": _("imported"),
        "known": _("nothing new in it"),
        "waiting": _("waits with a question"),
        "refused": _("can't be used"),
        "arriving": _("still arriving; looked at next time"),
    }[file.outcome]
    return f"{file.path.name}: {words}"


def detail_lines(file: InboxFile) -> list[str]:
    """Return why a file waits or was refused."""
    if file.problem is not None:
        return [sentence(file.problem), hint(file.problem)]
    return list(file.questions)


def inbox_summary(files: Sequence[InboxFile]) -> str:
    """Return all files in one sentence, empty when there is nothing to say."""
    parts = []
    for outcome, one, many in (
        ("imported", _("file imported"), _("files imported")),
        ("waiting", _("waits with a question"), _("wait with a question")),
        ("refused", _("can't be used"), _("can't be used")),
    ):
        count = sum(file.outcome == outcome for file in files)
        if count:
            parts.append(counted(count, one, many))
    return _("Inbox: {what}.").format(what=listed(parts)) if parts else ""


def nothing_new() -> str:
    return _("No new files.")
