"""Keys of encrypted files: made from a passphrase, or given as they are.

SQLCipher encrypts each page with AES-256 and signs it with HMAC-SHA512. Its key comes from the
passphrase and the salt in the file's first 16 bytes (PBKDF2-HMAC-SHA512, 256,000 rounds), so that
the file needs nothing beside it and other SQLCipher programs open it too. Deriving takes a fifth
of a second, once for each file. The recovery key is the derived key itself, for paper.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from models.errors import DatabaseProblem

SALT_BYTES = 16
KEY_BYTES = 32
ROUNDS = 256_000
"""What SQLCipher 4 uses unless told otherwise."""

SHORTEST = 12
"""Fewest characters of a new passphrase."""

GROUP = 4
_CHECK_BYTES = 2
_MARK = "TLK1"

_guard = threading.Lock()
_derived: dict[tuple[bytes, bytes], bytes] = {}


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens an encrypted file: a passphrase, or the 32 bytes made from it."""

    passphrase: str = ""
    raw: bytes = b""

    def raw_for(self, salt: bytes) -> bytes:
        """Return the 32 bytes that open the file with this salt."""
        return self.raw or _derive(self.passphrase, salt)

    def pragma(self, salt: bytes) -> str:
        """Return the key as SQLCipher's `PRAGMA key` takes it, with the salt."""
        return f"x'{self.raw_for(salt).hex()}{salt.hex()}'"


def new_salt() -> bytes:
    """Return a random salt for a file that is about to be encrypted."""
    return os.urandom(SALT_BYTES)


def salt_of(path: Path) -> bytes:
    """Return the salt in an encrypted file's first bytes. Raises OSError."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def read_passphrase(file: Path) -> str:
    """Return the passphrase in a file: its first line, without the line's end.

    Raises DatabaseProblem when the file is missing, empty or no UTF-8 text.
    """
    try:
        text = file.expanduser().read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise DatabaseProblem("passphrase-file-unreadable", where=str(file)) from None
    passphrase = text.split("\n", 1)[0].rstrip("\r")
    if not passphrase:
        raise DatabaseProblem("passphrase-file-empty", where=str(file))
    return passphrase


def recovery_key(raw: bytes) -> str:
    """Return a key as text to print: groups of four letters and digits, the last ones a check.

    >>> recovery_key(bytes(32))[:14]
    'AAAA-AAAA-AAAA'
    """
    text = base64.b32encode(raw + _check(raw)).decode().rstrip("=")
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def parse_recovery_key(text: str) -> Key | None:
    """Return the key of a printed recovery key, None when the text is none or was mistyped.

    >>> parse_recovery_key(recovery_key(bytes(32))).raw == bytes(32)
    True
    """
    letters = "".join(text.split()).replace("-", "").upper().replace("0", "O").replace("1", "I")
    try:
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        return None
    raw, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    whole_key = len(raw) == KEY_BYTES and hmac.compare_digest(check, _check(raw))
    return Key(raw=raw) if whole_key else None


def key_from_text(text: str) -> Key:
    """Return the key that a person gave: a recovery key if it is one, else a passphrase."""
    return parse_recovery_key(text) or Key(passphrase=text)


def refuse_weak(passphrase: str) -> None:
    """Raise DatabaseProblem for a new passphrase that is too short to protect anything."""
    if len(passphrase) < SHORTEST:
        raise DatabaseProblem("weak-passphrase", fewest=SHORTEST)


def _derive(passphrase: str, salt: bytes) -> bytes:
    secret = passphrase.encode()
    place = (hashlib.sha256(secret).digest(), salt)
    with _guard:
        if place not in _derived:
            _derived[place] = hashlib.pbkdf2_hmac("sha512", secret, salt, ROUNDS, KEY_BYTES)
        return _derived[place]


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(_MARK.encode() + raw).digest()[:_CHECK_BYTES]
