"""Words into lines: where a text is broken so that it fits a width."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

ELLIPSIS = "…"


@lru_cache(maxsize=64)
def stage_font(family: str, size_px: int, bold: bool) -> QFont:
    """Return the font of a size, with figures of one width."""
    font = QFont(family)
    font.setPixelSize(max(1, size_px))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=64)
def stage_metrics(family: str, size_px: int, bold: bool) -> QFontMetricsF:
    """Return the metrics of `stage_font`."""
    return QFontMetricsF(stage_font(family, size_px, bold))


@lru_cache(maxsize=64)
def line_metrics(family: str, size_px: int, bold: bool) -> tuple[float, float, float]:
    """Return how high `stage_font` rises above its line, how deep it goes below, and the height
    of its capitals, in pixels: asked for at every text of every picture."""
    metrics = stage_metrics(family, size_px, bold)
    return metrics.ascent(), metrics.descent(), metrics.capHeight()


@lru_cache(maxsize=4096)
def text_width(text: str, family: str, size_px: int, bold: bool) -> float:
    """Return how wide a text is, in pixels."""
    return stage_metrics(family, size_px, bold).horizontalAdvance(text)


@lru_cache(maxsize=1024)
def line_spans(
    text: str, width: float, family: str, size_px: int, bold: bool
) -> tuple[tuple[int, int], ...]:
    """Return where each line begins and ends in the text; at least one line.

    Breaks at blanks; a word wider than a line is broken inside. Blanks at a break belong to no
    line.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _end_of_line(text, start, width, (family, size_px, bold))
        spans.append((start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return tuple(spans) or ((0, 0),)


def _end_of_line(text: str, start: int, width: float, font: tuple[str, int, bool]) -> int:
    end = last_break = start
    place = start
    while place < len(text):
        after = text.find(" ", place + 1)
        after = len(text) if after < 0 else after
        if text_width(text[start:after], *font) <= width:
            end = last_break = place = after
            continue
        break
    if place >= len(text):
        return len(text)
    if last_break > start:
        return end
    return _inside_word(text, start, width, font)


def _inside_word(text: str, start: int, width: float, font: tuple[str, int, bool]) -> int:
    low, high = start + 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[start:middle], *font) <= width:
            low = middle
        else:
            high = middle - 1
    return low


@lru_cache(maxsize=1024)
def wrapped(
    text: str, width: float, family: str, size_px: int, bold: bool, most: int = 0
) -> tuple[str, ...]:
    """Return the lines of a text, at most `most` of them (0: all); a cut one ends in "…"."""
    spans = line_spans(text, width, family, size_px, bold)
    lines = [text[start:end] for start, end in spans]
    if most and len(lines) > most:
        rest = text[spans[most - 1][0] :]
        lines = [*lines[: most - 1], elided(rest, width, family, size_px, bold)]
    return tuple(lines)


SHORT_LAST_LINE = 0.45
"""A last line below this share of the width has words of the line before brought down to it."""


@lru_cache(maxsize=1024)
def balanced(
    text: str, width: float, family: str, size_px: int, bold: bool, most: int = 0
) -> tuple[str, ...]:
    """Return a text's lines as `wrapped` does, of more even length where one word is left over."""
    lines = wrapped(text, width, family, size_px, bold, most)
    font = (family, size_px, bold)
    cut = lines[-1].endswith(ELLIPSIS)
    if len(lines) < 2 or cut or text_width(lines[-1], *font) >= SHORT_LAST_LINE * width:
        return lines
    low = max(width / 2, *(text_width(word, *font) for word in text.split(" ")))
    high = width
    for _halving in range(5):
        middle = (low + high) / 2
        if len(wrapped(text, middle, *font)) > len(lines):
            low = middle
        else:
            high = middle
    return wrapped(text, high, *font)


def elided(text: str, width: float, family: str, size_px: int, bold: bool) -> str:
    """Return a text cut at a word's end with "…" where it is too wide."""
    font = (family, size_px, bold)
    if text_width(text, *font) <= width:
        return text
    end = _inside_word(text, 0, max(1.0, width - text_width(ELLIPSIS, *font)), font)
    kept = text[:end]
    if end < len(text) and text[end] != " " and " " in kept:
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" ,;:-–") + ELLIPSIS
