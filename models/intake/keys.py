"""How a survey is known again: by its id, or by its content and how often that occurs."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from models.files.content import RespondentBlock


class SurveyKeys:
    """Gives every row of one file a key that the same file gives again, in whatever order.

    Rows without an id are known by their content as the file words it (so that a later rename
    of a unit changes nothing); equal rows are different patients and get a running number.
    """

    def __init__(self) -> None:
        self._seen: Counter[bytes] = Counter()

    def of(self, block: RespondentBlock) -> list[str]:
        """Return one key per row of `block`."""
        if block.survey_ids is None:
            return self._by_content(block)
        if all(block.survey_ids):
            return list(block.survey_ids)
        pairs = zip(block.survey_ids, self._by_content(block), strict=True)
        return [survey_id or key for survey_id, key in pairs]

    def _by_content(self, block: RespondentBlock) -> list[str]:
        units, facilities = _encoded(block.unit_names), _encoded(block.facility_names)
        sites, modes = _encoded(block.site_names), _encoded(block.mode_names)
        comments: dict[int, bytes] = {}
        for index, header, text in block.comments:
            comments[index] = comments.get(index, b"") + f"\x1f{header}\x1e{text}".encode()
        packed, width = block.answers.tobytes(), block.answers.shape[1]
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
            keys.append(_key(digest, self._seen[digest]))
        return keys


def _key(digest: bytes, occurrence: int) -> str:
    text = "#" + base64.urlsafe_b64encode(digest).decode()
    return text if occurrence == 1 else f"{text}.{occurrence}"


def _encoded(names: Sequence[str]) -> list[bytes]:
    """Return the names as bytes, with the empty name last, where index -1 finds it."""
    return [*(name.encode() for name in names), b""]
