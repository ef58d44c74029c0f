"""Which encoding a text file is in: byte order mark, strict UTF-8, UTF-16, then a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from models.errors import FileRefused
from models.files.preflight import FileFacts

MAX_NUL_SHARE = 0.001
"""Zero bytes above this share mean a damaged download, not a text."""

GUESSES = ("cp1252", "cp1250", "mac_roman")
"""The only old encodings that are guessed; the first when the bytes do not tell."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_ASCII_SUPERSETS = {"utf-8", "utf-8-sig", "latin-1", *GUESSES}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file: codec, error handling, and a note when it was a guess."""

    codec: str
    errors: str = "strict"
    note: str = ""
    has_nul: bool = False

    @property
    def keeps_ascii(self) -> bool:
        """Whether every ASCII character is one byte of its own, so that bytes can be cut at it."""
        return self.codec in _ASCII_SUPERSETS


def find_encoding(data: bytes, facts: FileFacts) -> Encoding:
    """Decide the encoding of a whole file. Raises FileRefused for a damaged one."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _checked(data, codec, facts)
    nul = data.count(b"\0")
    utf16 = _utf16_without_mark(data) if nul > len(data) * 0.2 else None
    if utf16:
        return _checked(data, utf16, facts)
    if (nul > max(1, len(data) * MAX_NUL_SHARE) and len(data) > 1000) or nul > 10:
        raise FileRefused(
            "damaged",
            "This file is damaged: parts of it are zero bytes.",
            where=facts.name,
            hint="Download or copy it again.",
        )
    has_nul = nul > 0
    note = f"{nul:,} zero bytes were left out." if has_nul else ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, note, has_nul)
    return Encoding("utf-8", note=note, has_nul=has_nul)


def _checked(data: bytes, codec: str, facts: FileFacts) -> Encoding:
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "utf-8-sig":
            return _with_bad_bytes(data, codec)
        raise FileRefused(
            "cut_short",
            f"This file is cut short or damaged near byte {error.start:,}.",
            where=facts.name,
            hint="Download or copy it again, or save it as UTF-8.",
        ) from error
    note = "" if codec.startswith("utf-8") else f"Read as {codec.upper()[:6]}."
    return Encoding(codec, note=note)


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order in which mostly Latin text would have its zero bytes, if any."""
    sample = data[: 64 * 1024 // 2 * 2]
    even, odd = sample[0::2].count(b"\0"), sample[1::2].count(b"\0")
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _with_bad_bytes(data: bytes, codec: str, note: str = "", has_nul: bool = False) -> Encoding:
    bad = data.decode(codec, "replace").count("�") - data.count("�".encode())
    text = f"{bad:,} damaged characters were replaced by �."
    return Encoding(codec, "replace", f"{note} {text}".strip(), has_nul)


def _guess(data: bytes, note: str, has_nul: bool) -> Encoding:
    high = [line for line in data.splitlines() if not line.isascii()]
    sample = b"\n".join(high[:2_000])[:200_000]
    sequences = sum(len(found) for found in _SEQUENCE.findall(sample))
    if sequences > 0.9 * sum(1 for byte in sample if byte > 127):
        return _with_bad_bytes(data, "utf-8", note, has_nul)
    codec = _best_guess(sample)
    text = f"Read as {codec}, an older encoding; check the accented letters."
    return Encoding(codec, "replace", f"{note} {text}".strip(), has_nul)


def _best_guess(sample: bytes) -> str:
    if sum(1 for byte in sample if byte > 127) < 20:
        return GUESSES[0]
    from charset_normalizer import from_bytes

    matches = list(from_bytes(sample, cp_isolation=list(GUESSES)))
    clean = [match for match in matches if match.chaos <= matches[0].chaos + 0.02]
    likely = {codec for match in clean for codec in match.could_be_from_charset}
    return next((codec for codec in GUESSES if codec in likely), GUESSES[0])
