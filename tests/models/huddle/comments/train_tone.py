"""Trains the small linear model of tone on labeled comments and writes its weights.

    VOICES_DATA=folder python -m tests.models.huddle.comments.train_tone

Softmax over three classes (criticism, praise, neither) on the words and pairs of words of a
comment, by L-BFGS. Names of people and places are left out. Always the same from the same file.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from models.huddle.comments.sentiment_model import WEIGHTS, terms
from models.huddle.masking.words import is_common, name_lists
from models.huddle.wording.word_lists import plain_quotes, topics_folder
from tests.models.huddle.comments.labeled_comments import (
    NEGATIVE,
    POSITIVE,
    VARIABLE,
    LabeledComment,
    folder,
    read_comments,
    read_other_comments,
)

FEWEST_COMMENTS = 4
MOST_TERMS = 3000
PENALTY = 3.0
LARGEST = 127
HEADER = (
    "// Weights of a linear model of tone: term, for criticism, for praise.\n"
    "// Made by tests/models/huddle/comments/train_tone.py from public comments labeled by people\n"
    "// (pxtextmining by NHS England and The Strategy Unit, MIT license).\n"
)


def vocabulary(texts: Sequence[str]) -> list[str]:
    """Return the terms that are frequent enough, without names of people and places."""
    counts = Counter(term for text in texts for term in terms(text))
    proper = _proper_words(texts)
    lists = name_lists()

    def plain(term: str) -> bool:
        return not any(
            word in proper or (lists.is_name(word) and not is_common(word)) for word in term.split()
        )

    frequent = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    kept = [term for term, count in frequent if count >= FEWEST_COMMENTS and plain(term)]
    return kept[:MOST_TERMS]


def _proper_words(texts: Sequence[str]) -> set[str]:
    """Return the words that mostly have a capital letter inside a sentence."""
    all_words: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for text in texts:
        for match in re.finditer(r"(?<=[a-z,] )\w+", plain_quotes(text)):
            all_words[match[0].lower()] += 1
            capitals[match[0].lower()] += match[0][0].isupper()
    return {word for word, count in all_words.items() if capitals[word] > count / 2} - {"i"}


def train(comments: Sequence[LabeledComment]) -> dict[str, tuple[float, float]]:
    """Return term -> weights for criticism and praise; the empty term is the bias."""
    comments = [comment for comment in comments if comment.tone is not None]
    vocab = vocabulary([comment.text for comment in comments])
    counts = _matrix([comment.text for comment in comments], vocab)
    known = np.sqrt(np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1))
    x = sparse.diags(1 / known) @ counts
    y = np.array([[c.tone == NEGATIVE, c.tone == POSITIVE] for c in comments], dtype=float)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(-1, 2)
        z = x @ w[:-1] + w[-1]
        top = np.maximum(z.max(axis=1), 0)
        total = np.exp(-top) + np.exp(z - top[:, None]).sum(axis=1)
        error = np.exp(z - top[:, None]) / total[:, None] - y
        value = (top + np.log(total) - (z * y).sum(axis=1)).sum()
        value += (w[:-1] ** 2).sum() / (2 * PENALTY)
        slope = np.vstack([x.T @ error + w[:-1] / PENALTY, error.sum(axis=0)])
        return float(value), slope.ravel()

    found = minimize(loss, np.zeros(2 * len(vocab) + 2), jac=True, method="L-BFGS-B")
    weights = found.x.reshape(-1, 2)
    return {term: (float(a), float(b)) for term, (a, b) in zip([*vocab, ""], weights, strict=True)}


def _matrix(texts: Sequence[str], vocab: Sequence[str]) -> sparse.csr_matrix:
    index = {term: column for column, term in enumerate(vocab)}
    cells = [
        (r, index[t]) for r, text in enumerate(texts) for t in sorted(terms(text) & index.keys())
    ]
    rows, columns = zip(*cells, strict=True)
    return sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), (len(texts), len(vocab)))


def written(weights: dict[str, tuple[float, float]]) -> str:
    """Return weights as the text of their file: whole numbers, in one unit."""
    unit = max(abs(value) for pair in weights.values() for value in pair) / LARGEST
    lines = [
        f"{term}\t{round(a / unit)}\t{round(b / unit)}" for term, (a, b) in sorted(weights.items())
    ]
    kept = [line for line in lines if not line.endswith("\t0\t0")]
    return HEADER + "\n".join([f"unit\t{unit:.6f}", *kept]) + "\n"


def main() -> None:
    path = folder()
    if path is None:
        sys.exit(f"Set {VARIABLE} to the folder of the labeled comments.")
    target = Path(topics_folder() / WEIGHTS)
    target.write_text(
        written(train([*read_comments(path), *read_other_comments(path)])), encoding="utf-8"
    )
    print(f"Wrote {target} ({target.stat().st_size / 1024:.0f} KB).")


if __name__ == "__main__":
    main()
