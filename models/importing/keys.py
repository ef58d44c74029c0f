"""How a survey is known again: by its id, or by its content and how often that occurs."""

from __future__ import annotations

import base64
import hmac
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import blake2b

import numpy as np

from models.files.cells import NO_DAY
from models.files.columns import id_key
from models.files.content import RespondentBlock
from models.survey import group_trait_of

CONTENT, IDENTITY = "#", "~"
"""First letters of keys that are digests: of a row's content, of an id that tells who it is."""

_DIGEST_BYTES = 15


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
        units, facilities = _encoded(block.unit_names), _encoded(block.facility_names)
        sites, modes = _encoded(block.site_names), _encoded(block.mode_names)
        comments: dict[int, bytes] = {}
        for index, header, text in block.comments:
            comments[index] = comments.get(index, b"") + f"\x1f{header}\x1e{text}".encode()
        asked = [group_trait_of(item.scale) is None for item in block.instrument.items]
        answers = block.answers if all(asked) else block.answers[:, asked]
        packed, width = answers.tobytes(), answers.shape[1]
        keys = []
        columns = (block.units, block.facilities, block.sites, block.modes)
        places = zip(*(c.tolist() for c in columns), strict=True)
        days = zip(block.discharged.tolist(), block.received.tolist(), strict=True)
        for index, ((unit, facility, site, mode), (left, came)) in enumerate(
            zip(places, days, strict=True)
        ):
            content = b"\x1f".join(
                (
                    units[unit],
                    facilities[facility],
                    sites[site],
                    modes[mode],
                    b"%d,%d" % (left, came),
                    packed[index * width : (index + 1) * width],
                    comments.get(index, b""),
                )
            )
            digest = blake2b(content, digest_size=12).digest()
            self._seen[digest] += 1
            keys.append(_key(CONTENT, digest, self._seen[digest]))
        return keys


def _key(kind: str, digest: bytes, occurrence: int) -> str:
    text = kind + base64.urlsafe_b64encode(digest).decode()
    return text if occurrence == 1 else f"{text}.{occurrence}"


def _encoded(names: Sequence[str]) -> list[bytes]:
    """Return the names as bytes, with the empty name last, where index -1 finds it."""
    return [*(name.encode() for name in names), b""]
