"""What became of the files of an inbox, in words."""

from __future__ import annotations

from collections import Counter
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
        "known": _("nothing new"),
        "waiting": _("has a question"),
        "refused": _("can't be used"),
        "arriving": _("still copying; checked next time"),
    }[file.outcome]
    return f"{file.path.name}: {words}"


def detail_lines(file: InboxFile) -> list[str]:
    """Return why a file waits or was refused."""
    if file.problem is not None:
        return [sentence(file.problem), hint(file.problem)]
    return list(file.questions)


def inbox_summary(files: Sequence[InboxFile]) -> str:
    """Return all files in one sentence, empty when there is nothing to say."""
    counts = Counter(file.outcome for file in files)
    imported, waiting, refused = (counts[one] for one in ("imported", "waiting", "refused"))
    parts = [
        (imported, counted(imported, "file imported", "files imported")),
        (waiting, counted(waiting, "waits with a question", "wait with a question")),
        (refused, counted(refused, "can't be used", "can't be used")),
    ]
    told = [words for count, words in parts if count]
    return _("Inbox: {what}.").format(what=listed(told)) if told else ""


def nothing_new() -> str:
    return _("No new files.")
