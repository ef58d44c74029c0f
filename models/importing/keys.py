"""How a survey is known again: by its id, or by its content and how often that occurs."""

from __future__ import annotations

import base64
import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from models.files.cells import NO_DAY
from models.files.content import RespondentBlock
from models.survey import group_trait_of

CONTENT, IDENTITY = "#", "~"
"""First letters of keys that are digests: of a row's content, of an id that tells who it is."""

_DIGEST_BYTES = 15
_CONTENT_BYTES = 12
_BETWEEN = b"\x1f"
_NAMED = (("units", "unit"), ("facilities", "facility"), ("sites", "site"), ("modes", "mode"))


class SurveyKeys:
    """Gives every row of one file a key that the same file gives again, in whatever order.

    Rows without an id are known by their content as the file words it (so that a later rename
    of a unit changes nothing), without the groups that its patients belong to; equal rows are
    different patients and get a running number. An id that tells who the patient is becomes a
    keyed digest (HMAC-SHA256 under `secret`) of the id and the day: the same patient's next stay
    is another survey. `secret` is asked for when there is such an id.
    """

    def __init__(self, secret: Callable[[], bytes]) -> None:
        self._ask = secret
        self._seen: Counter[bytes] = Counter()
        self._contents = _Occurrences()

    @cached_property
    def _secret(self) -> bytes:
        return self._ask()

    def of(self, block: RespondentBlock) -> list[str]:
        """Return one key per row of `block`."""
        if block.survey_ids is None:
            return self._by_content(block)
        ids = self._by_identity(block) if block.ids_identify else list(block.survey_ids)
        if all(ids):
            return ids
        pairs = zip(ids, self._by_content(block), strict=True)
        return [survey_id or key for survey_id, key in pairs]

    def _by_identity(self, block: RespondentBlock) -> list[str]:
        """Return the keyed digests of ids, "" where there is none.

        An id is the same with and without the zeros and ".0" that spreadsheets drop and add.
        """
        from models.files.columns import id_key  # with pandas, which a storing process can spare

        days = np.where(block.discharged != NO_DAY, block.discharged, block.received)
        keys = []
        for survey_id, day in zip(block.survey_ids or (), days.tolist(), strict=True):
            if not survey_id.strip():
                keys.append("")
                continue
            content = f"{id_key(survey_id)}\x1f{day}".encode()
            digest = hmac.digest(self._secret, content, "sha256")[:_DIGEST_BYTES]
            self._seen[digest] += 1
            keys.append(_key(IDENTITY, digest, self._seen[digest]))
        return keys

    def _by_content(self, block: RespondentBlock) -> list[str]:
        size = _CONTENT_BYTES
        whole = b"".join([blake2b(row, digest_size=size).digest() for row in _contents(block)])
        text = base64.urlsafe_b64encode(whole).decode()
        long = size * 4 // 3
        keys = [CONTENT + text[start : start + long] for start in range(0, len(text), long)]
        heads = np.frombuffer(whole, np.uint8).reshape(-1, size)[:, :8]
        occurrences = self._contents.count(np.ascontiguousarray(heads).view(np.uint64)[:, 0])
        for row in np.flatnonzero(occurrences > 1).tolist():
            keys[row] += f".{occurrences[row]}"
        return keys


class _Occurrences:
    """Counts how often each digest occurs, by eight bytes of it in a sorted array: a dict of a
    million takes ten times the memory."""

    def __init__(self) -> None:
        self._seen = np.empty(0, np.uint64)

    def count(self, digests: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return for each digest how many of its kind came until then, itself included."""
        order = np.argsort(digests, kind="stable")
        ordered = digests[order]
        before = np.searchsorted(self._seen, ordered, "right")
        before -= np.searchsorted(self._seen, ordered, "left")
        here = np.arange(1, len(ordered) + 1) - np.searchsorted(ordered, ordered, "left")
        found = np.empty(len(digests), np.int64)
        found[order] = before + here
        self._seen = np.sort(np.concatenate([self._seen, ordered]), kind="stable")
        return found


def _contents(block: RespondentBlock) -> Iterable[bytes]:
    """Give each row's content as bytes: its place and mode by name, its days, its answers but for
    the groups that patients belong to, and its comments, with a mark between."""
    asked = [group_trait_of(item.scale) is None for item in block.instrument.items]
    answers = block.answers if all(asked) else block.answers[:, asked]
    marked = np.pad(answers, ((0, 0), (0, 1)), constant_values=_BETWEEN[0])
    packed, width = marked.tobytes(), marked.shape[1]
    comments = [b""] * len(block)
    for index, header, text in block.comments:
        comments[index] += f"\x1f{header}\x1e{text}".encode()
    return map(
        b"".join,
        zip(
            *(
                _names(getattr(block, part), getattr(block, f"{name}_names"))
                for part, name in _NAMED
            ),
            _days(block.discharged, b"%d,"),
            _days(block.received, b"%d" + _BETWEEN),
            (packed[start : start + width] for start in range(0, len(packed), width)),
            comments,
            strict=True,
        ),
    )


def identity_keys(survey_id: str, days: Iterable[int], secret: bytes) -> list[str]:
    """Return the keys that an id which tells who the patient is may be stored under, for stays
    that ended on some days; of equal ones only the first."""
    from models.files.columns import id_key  # with pandas, which a storing process can spare

    known = id_key(survey_id)
    return [
        _key(
            IDENTITY, hmac.digest(secret, f"{known}\x1f{day}".encode(), "sha256")[:_DIGEST_BYTES], 1
        )
        for day in (NO_DAY, *days)
    ]


def _names(places: NDArray[np.int32], names: Sequence[str]) -> Iterator[bytes]:
    """Give each row's name with a mark after it; none at place -1, the last."""
    marked = [*(name.encode() + _BETWEEN for name in names), _BETWEEN]
    return map(marked.__getitem__, places.tolist())


def _days(days: NDArray[np.int32], form: bytes) -> Iterator[bytes]:
    different, places = np.unique(days, return_inverse=True)
    return map([form % day for day in different.tolist()].__getitem__, places.tolist())


def _key(kind: str, digest: bytes, occurrence: int) -> str:
    text = kind + base64.urlsafe_b64encode(digest).decode()
    return text if occurrence == 1 else f"{text}.{occurrence}"
