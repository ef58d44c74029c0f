"""Plain words for numbers, months and labels, as the sentences of the results use them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date, format_skeleton

from models.language import N_, _, current_locale, ngettext, number
from models.survey import UNDATED, Period

_NUMBERS = (
    N_("no"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
)


def number_words(n: int) -> str:
    """Return a number below ten as a word, others in digits.

    >>> number_words(7), number_words(1204)
    ('seven', '1,204')
    """
    return _(_NUMBERS[n]) if 0 <= n < 10 else number(n)


def counted(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "patient", "patients"), counted(12, "patient", "patients")
    ('one patient', '12 patients')
    """
    return f"{number_words(n)} {ngettext(one, many or one + 's', n)}"


def sentence_start(text: str) -> str:
    """Return text with its first letter in capitals, the rest as it is."""
    return text[:1].upper() + text[1:]


def in_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: small letters unless they must not be.

    Abbreviations and labels with a digit in their first word keep their capitals. Where every
    later long word is written large, as in titles, and there are several, all become small; a
    single one may be a name.

    >>> in_sentence("Rating 9–10"), in_sentence("ICU care"), in_sentence("Q7 Noise")
    ('rating 9–10', 'ICU care', 'Q7 Noise')
    >>> in_sentence("Overall Hospital Rating"), in_sentence("Visits from Berlin")
    ('overall hospital rating', 'visits from Berlin')
    """
    words = label.split(" ")
    if not (_is_plain(words[0]) and words[0] != "I"):
        return label
    later = [word for word in words[1:] if len(word) > 4]
    if len(later) > 1 and all(_is_plain(word) and word[0].isupper() for word in later):
        return " ".join(w.lower() if _is_plain(w) else w for w in words)
    return label[:1].lower() + label[1:]


def _is_plain(word: str) -> bool:
    return word[1:].islower() or len(word) == 1


def joined(parts: Sequence[str]) -> str:
    """Return parts as a spoken list.

    >>> joined(["nurses"]), joined(["nurses", "doctors", "quiet"])
    ('nurses', 'nurses, doctors and quiet')
    """
    if len(parts) < 2:
        return "".join(parts)
    return _("{most} and {last}").format(most=", ".join(parts[:-1]), last=parts[-1])


def percent(share: float) -> str:
    """Return a share 0-1 as a whole percent.

    >>> percent(0.516)
    '52%'
    """
    return f"{number(100 * share)}%"


def month_words(month: int) -> str:
    """Return a month number in words.

    >>> month_words(2026 * 12 + 8)
    'Sep 2026'
    """
    if month == UNDATED:
        return _("no date")
    return str(format_skeleton("yMMM", _first_day(month), locale=current_locale()))


def period_words(period: Period) -> str:
    """Return a span of months in words.

    >>> period_words(Period(2026 * 12 + 6, 2026 * 12 + 8))
    'Jul–Sep 2026'
    >>> period_words(Period(2025 * 12 + 9, 2026 * 12 + 8)), period_words(Period())
    ('Oct 2025–Sep 2026', 'all data')
    """
    first, last = period.first, period.last
    if first is None and last is None:
        return _("all data")
    if first is None or last is None:
        if first is not None:
            return _("since {month}").format(month=month_words(first))
        return _("until {month}").format(month=_last(last))
    if first == last:
        return month_words(first)
    if first // 12 == last // 12:
        if first % 12 == 0 and last % 12 == 11:
            return str(first // 12)
        return (
            f"{format_date(_first_day(first), 'LLL', locale=current_locale())}–{month_words(last)}"
        )
    return f"{month_words(first)}–{month_words(last)}"


def _last(month: int | None) -> str:
    return month_words(month if month is not None else UNDATED)


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
