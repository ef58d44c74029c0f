"""Which encoding a text file is in: byte order mark, strict UTF-8, UTF-16, then a guess."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from unicodedata import category

from models.errors import FileRefused, UsageProblem
from models.files.content import Progress
from models.files.source.inspect import FileFacts
from models.language import _, number

MAX_NUL_SHARE = 0.001
"""Zero bytes above this share mean a damaged download, not a text."""

GUESSES = ("cp1252", "cp1250", "mac_roman")
"""The only old encodings that are guessed; the first when the bytes do not tell."""

FOREIGN_SHARE = 0.6
"""Words of Latin letters have fewer accented ones than this share; above it nothing is guessed."""

MOST_LINES = 5
"""Lines with damage that are named."""

_BLOCK = 1024 * 1024
_SAMPLE_BYTES = 200_000
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_MARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}
_ASCII_SUPERSETS = {"utf-8", "utf-8-sig", *GUESSES}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file: codec, error handling, and a note when it was a guess.

    `guessed`: it is one of `GUESSES`, and others may be meant. `odd_quotes` tells that the file
    holds an odd number of quotation marks.
    """

    codec: str
    errors: str = "strict"
    note: str = ""
    has_nul: bool = False
    odd_quotes: bool = False
    guessed: bool = False

    @property
    def keeps_ascii(self) -> bool:
        """Whether every ASCII character is one byte of its own, so that bytes can be cut at it."""
        return self.codec in _ASCII_SUPERSETS


@dataclass(slots=True)
class _Scan:
    """What one pass over the bytes of a file found."""

    head: bytes = b""
    size: int = 0
    nul: int = 0
    quotes: int = 0
    decodes: bool = True
    decoded: int = 0
    high_lines: list[bytes] = field(default_factory=list)
    high_bytes: int = 0

    def look_at(self, block: bytes) -> None:
        self.size += len(block)
        self.nul += block.count(b"\0")
        self.quotes += block.count(b'"')
        if self.high_bytes < _SAMPLE_BYTES and not block.isascii():
            for line in block.splitlines():
                if not line.isascii() and self.high_bytes < _SAMPLE_BYTES:
                    self.high_lines.append(line)
                    self.high_bytes += len(line)


def find_encoding(facts: FileFacts, progress: Progress, wanted: str | None = None) -> Encoding:
    """Decide the encoding of a whole file, or use the one `wanted` by name.

    Raises FileRefused for a damaged file, for one that is not in the wanted encoding, and for
    letters that are neither Unicode nor Latin, whose encoding only a person can tell; and
    UsageProblem when there is no encoding of the wanted name.
    """
    with facts.open() as stream:
        head = stream.read(_BLOCK)
    mark = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    if wanted is not None:
        return _as_wanted(wanted, mark, facts, progress)
    scan = _scan(facts, mark or "utf-8", progress)
    codec = mark
    if codec is None and scan.nul > scan.size * 0.2:
        codec = _wide_without_mark(head)
        if codec is not None:
            scan = _scan(facts, codec, progress)
    if codec is not None and not codec.startswith("utf-8"):
        return _wide(codec, scan, facts)
    _refuse_gaps(scan, facts)
    guessed = False
    found, errors, notes = codec or "utf-8", "strict", _notes_on_nul(scan, facts)
    if not scan.decodes:
        found, errors, note = _guess(scan, facts)
        found = codec or found
        guessed = found in GUESSES
        notes.append(note)
    odd = scan.quotes % 2 == 1
    return Encoding(found, errors, " ".join(notes), scan.nul > 0, odd, guessed)


def _as_wanted(wanted: str, mark: str | None, facts: FileFacts, progress: Progress) -> Encoding:
    codec = named_codec(wanted)
    if mark is not None and codec.startswith(_MARKED[mark]):
        codec = mark  # whose mark is then no letter of the first header
    scan = _scan(facts, codec, progress)
    if not scan.decodes:
        raise FileRefused("other_encoding", where=facts.name, encoding=codec)
    note = _("Read as {codec}, as you said.").format(codec=codec)
    if codec.startswith(("utf-16", "utf-32")):
        return Encoding(codec, note=note)
    _refuse_gaps(scan, facts)
    notes = [note, *_notes_on_nul(scan, facts)]
    return Encoding(codec, "strict", " ".join(notes), scan.nul > 0, scan.quotes % 2 == 1)


def _notes_on_nul(scan: _Scan, facts: FileFacts) -> list[str]:
    if not scan.nul:
        return []
    lines = _in_lines(facts, lambda line: b"\0" in line)
    words = (
        _("Zero bytes left out: {n}. Lines: {lines}.") if lines else _("Zero bytes left out: {n}.")
    )
    return [words.format(n=number(scan.nul), lines=lines)]


def _in_lines(facts: FileFacts, is_damaged: Callable[[bytes], bool]) -> str:
    """Return the numbers of a file's damaged lines, the first few; empty without any."""
    with facts.open() as stream:
        numbers = [str(n) for n, line in enumerate(stream, 1) if is_damaged(line)]
    shown = ", ".join(numbers[:MOST_LINES])
    return f"{shown}, …" if len(numbers) > MOST_LINES else shown


def _scan(facts: FileFacts, codec: str, progress: Progress) -> _Scan:
    scan = _Scan()
    decoder = codecs.getincrementaldecoder(codec)()
    with facts.open() as stream:
        while block := stream.read(_BLOCK):
            scan.look_at(block)
            progress(_("Checking the text"), min(1.0, scan.size / facts.size))
            if scan.decodes:
                try:
                    decoder.decode(block, final=scan.size >= facts.size)
                    scan.decoded = scan.size
                except UnicodeDecodeError as error:
                    scan.decodes = False
                    scan.decoded += error.start  # a byte or three off where blocks meet
    return scan


def _wide(codec: str, scan: _Scan, facts: FileFacts) -> Encoding:
    if not scan.decodes:
        raise FileRefused(
            "cut_short", where=facts.name, encoding=codec[:6].upper(), bytes_read=scan.decoded
        )
    return Encoding(codec, note=_("Read as {upper}.").format(upper=codec[:6].upper()))


def _refuse_gaps(scan: _Scan, facts: FileFacts) -> None:
    if scan.nul > 10 and scan.nul > scan.size * MAX_NUL_SHARE:
        raise FileRefused("damaged", where=facts.name)


def _wide_without_mark(head: bytes) -> str | None:
    """Return the encoding in which mostly Latin text would have its zero bytes where these are."""
    quarter = max(1, len(head) // 4)
    zeros = [head[place : 4 * quarter : 4].count(0) > 0.6 * quarter for place in range(4)]
    codecs_of = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return codecs_of.get((zeros[0], zeros[1], zeros[2], zeros[3]))


def _guess(scan: _Scan, facts: FileFacts) -> tuple[str, str, str]:
    """Return codec, error handling and note for bytes that are not strictly UTF-8.

    Raises FileRefused when they are no Latin letters either.
    """
    sample = b"\n".join(scan.high_lines)
    in_sequences = sum(len(found) for found in _SEQUENCE.findall(sample))
    if in_sequences > 0.9 * sum(1 for byte in sample if byte > 127):
        lines = _in_lines(facts, _is_no_utf8)
        return (
            "utf-8",
            "replace",
            _("Damaged characters were replaced by �. Lines: {lines}.").format(lines=lines)
            if lines
            else _("Damaged characters were replaced by �."),
        )
    if _is_foreign(sample):
        raise FileRefused("encoding_unclear", where=facts.name)
    codec = _best_guess(sample)
    note = _(
        "Read as {codec}, an older encoding. Check the accented letters. If they're "
        "wrong, choose another with --encoding."
    ).format(codec=codec)
    return codec, "replace", note


def _is_no_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return True
    return False


def _is_foreign(sample: bytes) -> bool:
    """Whether words with letters beyond ASCII consist mostly of those, as no Latin text does."""
    letters = high = 0
    for word in _WORD.findall(sample):
        if not word.isascii():
            letters += len(word)
            high += sum(1 for byte in word if byte > 127)
    return high >= 4 and high > FOREIGN_SHARE * letters


def _best_guess(sample: bytes) -> str:
    """Return the likeliest old encoding: one that puts no signs into words ("DZIA£")."""
    clean = [codec for codec in GUESSES if not _has_signs_in_words(sample, codec)] or list(GUESSES)
    if sum(1 for byte in sample if byte > 127) < 20:
        return clean[0]
    from charset_normalizer import from_bytes

    matches = list(from_bytes(sample, cp_isolation=clean))
    best = [match for match in matches if match.chaos <= matches[0].chaos + 0.02]
    likely = {codec for match in best for codec in match.could_be_from_charset}
    return next((codec for codec in clean if codec in likely), clean[0])


def _has_signs_in_words(sample: bytes, codec: str) -> bool:
    """Whether a sign such as a currency's stands right behind a letter, as none does in text, or
    a raised number between two."""
    text = sample.decode(codec, "replace")
    return any(
        not sign.isascii() and category(sign)[0] in "SC" and before.isalpha()
        for before, sign in pairwise(text)
    ) or any(
        category(sign) == "No" and before.isalpha() and behind.islower()
        for before, sign, behind in zip(text, text[1:], text[2:], strict=False)
    )


OFFERED: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "Unicode (UTF-8)",
        "utf-16": "Unicode (UTF-16)",
        "cp1252": "Western European, Windows",
        "latin-1": "Western European, ISO 8859-1",
        "mac_roman": "Western European, Macintosh",
        "cp850": "Western European, DOS",
        "cp1250": "Central European, Windows",
        "iso8859-2": "Central European, ISO 8859-2",
        "cp1251": "Cyrillic, Windows",
        "koi8-r": "Cyrillic, KOI8-R",
        "cp1253": "Greek, Windows",
        "cp1254": "Turkish, Windows",
        "cp1255": "Hebrew, Windows",
        "cp1256": "Arabic, Windows",
        "cp1257": "Baltic, Windows",
        "cp932": "Japanese, Shift-JIS",
        "euc_jp": "Japanese, EUC",
        "gb18030": "Chinese, simplified",
        "big5": "Chinese, traditional",
        "cp949": "Korean",
    }
)
"""Names of encodings and what they are for, the likeliest first; others may be named as well."""


_NO_TEXT = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"}


def named_codec(name: str) -> str:
    """Return the codec of an encoding that a user named.

    Raises UsageProblem when there is none of that name.

    >>> named_codec("Windows-1252"), named_codec("Shift_JIS")
    ('cp1252', 'shift_jis')
    """
    try:
        found = codecs.lookup(name.strip()).name
        if found not in _NO_TEXT:
            "".encode(found)  # a LookupError for codecs that are no encodings of text
            return found
    except (LookupError, ValueError):
        pass
    raise UsageProblem("unknown_encoding", where="--encoding", known=tuple(OFFERED))
