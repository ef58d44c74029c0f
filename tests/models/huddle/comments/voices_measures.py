"""Measures themes and tone of comments on public comments labeled by people.

    VOICES_DATA=folder python -m tests.models.huddle.comments.voices_measures [--words] [--write]

Themes: precision, recall and F1 of the word lists as they are, by theme and by organization. Tone:
for each organization by a model that is trained on the others, so that no organization judges
itself. `--words` shows comments whose theme was missed or wrongly heard, `--write` writes the
figures that the program shows.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.huddle.comments.sentiment import CRITICISM, NEUTRAL, PRAISE, Tone, tone_of
from models.huddle.comments.themes import themes_of
from models.huddle.wording import topics_folder
from tests.models.huddle.comments.labeled_comments import (
    LABELS,
    NEGATIVE,
    POSITIVE,
    UNCLEAR,
    VARIABLE,
    LabeledComment,
    folder,
    read_comments,
    read_other_comments,
)
from tests.models.huddle.comments.voices_carried import (
    thanks_offered,
    themes_by_others,
    trained_on,
)
from tests.models.huddle.masking.masking_measures import SEALED, UNSEEN, measure
from tests.models.huddle.masking.masking_measures import read_comments as read_marked

LONG = 100
"""A comment with more characters should have a theme."""
SHOWN = 30
LAST_THANKS = 100


@dataclass(frozen=True, slots=True)
class Score:
    """How often something was right: found and meant, found at all, meant at all."""

    right: int
    found: int
    meant: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.meant)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.meant)

    def __str__(self) -> str:
        shares = "".join(f"{v:>8.2f}" for v in (self.precision, self.recall, self.f1))
        return f"{self.meant:>7}{shares}"


def score(found: Sequence[bool], meant: Sequence[bool]) -> Score:
    right = sum(f and m for f, m in zip(found, meant, strict=True))
    return Score(right, sum(found), sum(meant))


def theme_scores(comments: Sequence[LabeledComment]) -> dict[str, Score]:
    """Return theme -> how well the word lists hear it."""
    heard = [frozenset(themes_of(comment.text)) for comment in comments]
    return {
        key: score([key in h for h in heard], [key in c.themes for c in comments]) for key in LABELS
    }


def together(scores: Sequence[Score]) -> Score:
    """Return all themes as one (micro)."""
    return Score(
        sum(s.right for s in scores), sum(s.found for s in scores), sum(s.meant for s in scores)
    )


def themeless_long(comments: Sequence[LabeledComment]) -> float:
    """Return the share (0-1) of long comments in which no theme is heard."""
    long = [c for c in comments if len(c.text) > LONG]
    return sum(not themes_of(c.text) for c in long) / max(1, len(long))


@dataclass(frozen=True, slots=True)
class ToneScore:
    """How well tone is heard. Mixed and neutral labels count for `criticism` as not negative, and
    are left out of `clear`. `undecided` is a share (0-1); `thanks` is specific praise."""

    criticism: Score
    clear: Score
    praise: Score
    undecided: float
    blamed: float
    thanks: Score
    negative_thanks: int


def tone_score(comments: Sequence[LabeledComment], tones: Sequence[Tone]) -> ToneScore:
    pairs = list(zip(comments, tones, strict=True))
    clear = [(c, t) for c, t in pairs if c.tone != UNCLEAR]
    negative = [t for c, t in pairs if c.tone == NEGATIVE]
    meant = [c.tone == POSITIVE for c in comments]
    return ToneScore(
        score([t.kind == CRITICISM for t in tones], [c.tone == NEGATIVE for c in comments]),
        score([t.kind == CRITICISM for _, t in clear], [c.tone == NEGATIVE for c, _ in clear]),
        score([t.kind == PRAISE for _, t in clear], [c.tone == POSITIVE for c, _ in clear]),
        sum(t.kind == NEUTRAL for t in tones) / max(1, len(tones)),
        sum(t.kind == PRAISE for t in negative) / max(1, len(negative)),
        score([t.specific for t in tones], meant),
        sum(t.specific and c.tone == NEGATIVE for c, t in pairs),
    )


def tones_by_others(
    comments: Sequence[LabeledComment], others: Sequence[LabeledComment]
) -> list[Tone]:
    """Return the tones of comments, by a model that is trained on others."""
    with trained_on(others):
        return [tone_of(comment.text, comment.question) for comment in comments]


def main(arguments: Sequence[str]) -> None:
    path = folder()
    if path is None:
        print(
            f"{VARIABLE} is not set, or its folder has no labeled comments.\n"
            "Set it to the folder `datasets` of NHS England's pxtextmining (a public repository, "
            "MIT license)\nwith v6framework_230831.csv and phase_1/text_data.csv in one folder. "
            "Nothing was measured."
        )
        return
    comments = read_comments(path)
    _print_themes(comments)
    _print_carried(comments)
    tones = _print_tone(path, comments)
    _print_thanks([*comments, *read_other_comments(path)])
    if "--words" in arguments:
        _print_words(comments)
    if "--write" in arguments:
        target = topics_folder() / "accuracy.toml"
        target.write_text(written(comments, list(tones.values())), encoding="utf-8")
        print(f"\nWrote {target}.")


def _print_themes(comments: Sequence[LabeledComment]) -> None:
    names = sorted({c.organization for c in comments})
    parts = {name: [c for c in comments if c.organization == name] for name in names}
    scores = {"all": theme_scores(comments)} | {n: theme_scores(p) for n, p in parts.items()}
    print(f"Themes in {len(comments):,} comments: labeled, precision, recall, F1")
    print(f"{'':<16}" + "".join(f"{name:>31}" for name in scores))
    for key in LABELS:
        print(f"{key:<16}" + "".join(str(found[key]) for found in scores.values()))
    micro = {name: together(list(found.values())) for name, found in scores.items()}
    print(f"{'all (micro)':<16}" + "".join(str(found) for found in micro.values()))
    for name, part in {"all": comments, **parts}.items():
        macro = sum(s.f1 for s in scores[name].values()) / len(LABELS)
        none = themeless_long(part)
        print(
            f"{name}: macro F1 {macro:.2f}; {none:.1%} of comments over {LONG} characters without"
        )


def _print_carried(comments: Sequence[LabeledComment]) -> None:
    print("\nThemes by those words alone that the other organization speaks for: all (micro)")
    for name in sorted({c.organization for c in comments}):
        own = [c for c in comments if c.organization == name]
        heard = themes_by_others(own, [c for c in comments if c.organization != name])
        found = together(
            [score([key in h for h in heard], [key in c.themes for c in own]) for key in LABELS]
        )
        print(f"{name:<16}{found}")


def _print_thanks(comments: Sequence[LabeledComment]) -> None:
    judged = [c for c in comments if c.tone is not None]
    print(f"\nThank-yous offered of imported files, and the {LAST_THANKS} least sure of them")
    for name in sorted({c.organization for c in judged}):
        own = [c for c in judged if c.organization == name]
        offered = thanks_offered(own, [c for c in judged if c.organization != name])
        last = offered[-LAST_THANKS:]
        print(
            f"{name:<10}{len(offered):>6} of {len(own):,} comments; the last {len(last)}: "
            f"{sum(choice.tone == POSITIVE for choice in last)} labeled positive"
        )
        for choice in offered:
            if choice.tone != POSITIVE:
                print(f"    not labeled positive: {' '.join(choice.text.split())[:200]}")


def written(comments: Sequence[LabeledComment], tones: Sequence[ToneScore]) -> str:
    """Return the figures that the program shows, as the text of their file."""
    scores = theme_scores(comments)
    every = together(list(scores.values()))
    rows = [f"{key} = {_shares(found)}" for key, found in scores.items()]
    masked = measure([*read_marked(UNSEEN), *read_marked(SEALED)])
    criticism = [min(tone.clear.precision for tone in tones), min(t.clear.recall for t in tones)]
    return (
        "# How often the rules for comments are right; written by `make voices WRITE=1`.\n"
        "# Pairs are precision and recall. Tone: the least of all organizations.\n\n"
        f"[themes]\ncomments = {len(comments)}\nevery = {_shares(every)}\n\n[themes.by_theme]\n"
        + "\n".join(rows)
        + f"\n\n[tone]\ncriticism = [{criticism[0]:.2f}, {criticism[1]:.2f}]\n\n"
        f"[masking]\ncomments = {masked.comments}\nmasked = {masked.all_recall:.3f}\n"
        f"wrong = {masked.wrong_marks:.3f}\n"
    )


def _shares(found: Score) -> str:
    return f"[{found.precision:.2f}, {found.recall:.2f}]"


def _print_tone(path: Path, comments: Sequence[LabeledComment]) -> dict[str, ToneScore]:
    judged = [c for c in (*comments, *read_other_comments(path)) if c.tone is not None]
    print("\nTone, each organization by a model trained on the others")
    print(
        f"{'':<10}{'n':>6} | criticism: precision (clear comments), recall | praise: precision, "
        "recall | undecided | negative called praise | specific praise: n, positive, negative"
    )
    scores: dict[str, ToneScore] = {}
    for name in sorted({c.organization for c in judged}):
        own = [c for c in judged if c.organization == name]
        found = tone_score(own, tones_by_others(own, [c for c in judged if c.organization != name]))
        print(
            f"{name:<10}{len(own):>6} | {found.criticism.precision:.2f} "
            f"({found.clear.precision:.2f}), {found.criticism.recall:.2f} | "
            f"{found.praise.precision:.2f}, {found.praise.recall:.2f} | {found.undecided:.2f} | "
            f"{found.blamed:.2f} | {found.thanks.found}, {found.thanks.right}, "
            f"{found.negative_thanks}"
        )
        scores[name] = found
    return scores


def _print_words(comments: Sequence[LabeledComment]) -> None:
    heard = [frozenset(themes_of(c.text)) for c in comments]
    pairs = list(zip(comments, heard, strict=True))
    missed = [(key, c.text) for c, h in pairs for key in LABELS if key in c.themes - h]
    wrong = [(key, c.text) for c, h in pairs for key in LABELS if key in h - c.themes]
    chance = random.Random(1)
    for title, found in (("missed", missed), ("wrongly heard", wrong)):
        print(f"\n{SHOWN} of {len(found):,} {title}")
        for key, text in chance.sample(found, min(SHOWN, len(found))):
            print(f"  {key}: {' '.join(text.split())[:240]}")


if __name__ == "__main__":
    main(sys.argv[1:])
