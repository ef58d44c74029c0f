"""Measures the masking rules on labeled comments: recall by kind, and false alarms.

    python -m tests.models.huddle.masking.masking_measures [FILE …] [--words]

The file has one JSON object a line, `{"text": "Nurse [[name:Emily]] sat with me for 2 hours."}`:
what has to be masked stands in double brackets behind its kind (name, phone, email, date, record,
room, address, age, link), with "~" where no cue stands beside it ("[[name~:Rosa]] sat with me"):
no title, no role, nothing that says a name comes. Comments with nothing in brackets count the
false alarms. Every comment is invented, by somebody who had not seen the rules. Without a file all
sets are measured: those whose misses the rules were improved with, and those nobody looks at.

`--words` shows misses and false alarms of the named files; of the unseen set never.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from models.huddle.masking.masking import Kind, Masker, Span

_FOLDER = Path(__file__).parents[3] / "data" / "masking"
SEEN = _FOLDER / "comments.jsonl"
"""The comments whose misses the rules were improved with."""
UNSEEN = _FOLDER / "second.jsonl"
"""Comments that nobody looks at while changing rules: what rules are worth elsewhere."""
OPEN = _FOLDER / "third_open.jsonl"
"""Half of a third set, by a third writer: the rules were improved with its misses."""
SEALED = _FOLDER / "third_sealed.jsonl"
"""The other half, that nobody looks at while changing rules."""
SETS = (SEEN, UNSEEN, OPEN, SEALED)

_MARK = re.compile(r"\[\[(\w+)(~?):(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Labeled:
    """A comment as a patient would have written it, and what has to be masked in it."""

    text: str
    spans: tuple[Span, ...]
    cueless: frozenset[Span] = frozenset()
    """The spans beside which nothing says what they are."""


@dataclass(slots=True)
class Measured:
    """What the rules did. `missed` and `false` hold the words, for reading, not for scores."""

    comments: int = 0
    clean: int = 0
    clean_flagged: int = 0
    labeled: Counter[Kind] = field(default_factory=Counter)
    covered: Counter[Kind] = field(default_factory=Counter)
    cueless: int = 0
    cueless_covered: int = 0
    marks: int = 0
    false_alarms: Counter[Kind] = field(default_factory=Counter)
    missed: list[tuple[Kind, str, str]] = field(default_factory=list)
    false: list[tuple[Kind, str, str]] = field(default_factory=list)

    def recall(self, kind: Kind) -> float:
        return self.covered[kind] / self.labeled[kind]

    @property
    def all_recall(self) -> float:
        return self.covered.total() / max(1, self.labeled.total())

    @property
    def cueless_recall(self) -> float:
        return self.cueless_covered / max(1, self.cueless)

    @property
    def cued_recall(self) -> float:
        cued = self.labeled.total() - self.cueless
        return (self.covered.total() - self.cueless_covered) / max(1, cued)

    @property
    def wrong_marks(self) -> float:
        """The share (0-1) of what was masked that touches no label."""
        return self.false_alarms.total() / max(1, self.marks)


def parse(marked: str) -> Labeled:
    """Return a comment and its spans. ValueError for a kind that does not exist."""
    text, spans, cueless, end = "", [], set(), 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        spans.append(Span(len(text), len(text) + len(match[3]), Kind(match[1])))
        if match[2]:
            cueless.add(spans[-1])
        text += match[3]
        end = match.end()
    return Labeled(text + marked[end:], tuple(spans), frozenset(cueless))


def read_comments(path: Path) -> list[Labeled]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [parse(json.loads(line)["text"]) for line in lines if line.strip()]


def measure(comments: list[Labeled], masker: Masker | None = None) -> Measured:
    """Mask every comment. What is labeled counts as covered when each of its letters and digits
    is masked, as whatever kind; a false alarm is a masked span that touches no label."""
    masker = masker or Masker()
    found = Measured()
    for comment in comments:
        spans = masker.spans(comment.text)
        hidden = {place for s in spans for place in range(s.start, s.end)}
        found.comments += 1
        found.marks += len(spans)
        for label in comment.spans:
            found.labeled[label.kind] += 1
            cueless = label in comment.cueless
            found.cueless += cueless
            words = {p for p in range(label.start, label.end) if comment.text[p].isalnum()}
            if words <= hidden:
                found.covered[label.kind] += 1
                found.cueless_covered += cueless
            else:
                what = comment.text[label.start : label.end]
                found.missed.append((label.kind, what, comment.text))
        false = [s for s in spans if not any(_touch(s, label) for label in comment.spans)]
        for span in false:
            found.false_alarms[span.kind] += 1
            found.false.append((span.kind, comment.text[span.start : span.end], comment.text))
        if not comment.spans:
            found.clean += 1
            found.clean_flagged += bool(false)
    return found


def _touch(span: Span, label: Span) -> bool:
    return span.start < label.end and label.start < span.end


def report(found: Measured) -> str:
    """Return the table that the documentation shows."""
    rows = [f"{'kind':<10}{'labeled':>9}{'recall':>9}{'false alarms':>15}"]
    for kind in Kind:
        recall = f"{found.recall(kind):.2f}" if found.labeled[kind] else "-"
        rows.append(
            f"{kind.value:<10}{found.labeled[kind]:>9}{recall:>9}{found.false_alarms[kind]:>15}"
        )
    rows.append(
        f"{'all':<10}{found.labeled.total():>9}{found.all_recall:>9.2f}"
        f"{found.false_alarms.total():>15}"
    )
    if found.cueless:
        rows.append(
            f"with a cue {found.cued_recall:.3f}, without {found.cueless_recall:.3f}; "
            f"wrong marks {found.wrong_marks:.3f}"
        )
    rows.append(
        f"{found.comments} comments; {found.clean_flagged} of {found.clean} clean ones flagged"
    )
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    words = "--words" in arguments
    paths = [Path(a) for a in arguments if not a.startswith("--")] or list(SETS)
    for path in paths:
        found = measure(read_comments(path))
        unseen = path.resolve() in (UNSEEN.resolve(), SEALED.resolve())
        print(f"{path.name}{', not looked at while making the rules' if unseen else ''}")
        print(f"{report(found)}\n")
        if words and not unseen:
            _print_words(found)


def _print_words(found: Measured) -> None:
    for kind, what, _text in found.missed:
        print(f"missed {kind.value}: {what}")
    for kind, what, _text in found.false:
        print(f"false {kind.value}: {what}")


if __name__ == "__main__":
    main(sys.argv[1:])
