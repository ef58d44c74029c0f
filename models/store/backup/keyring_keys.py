"""Keys kept by the system's keyring, if there is one; never in a file of our own."""

from __future__ import annotations

from pathlib import Path

from models.store.database import (
    KEY_BYTES,
    SERVICE,
    Key,
    is_encrypted,
    is_held,
    key_from_text,
    keyring_backend,
    read_passphrase,
)


def key_for(place: str | Path, passphrase_file: str = "") -> Key | None:
    """Return what opens the database at a path: from a file with its passphrase, else from the
    keyring when it is encrypted; None when nothing is known.

    Raises DatabaseProblem when the file cannot be read.
    """
    if passphrase_file:
        return key_from_text(read_passphrase(Path(passphrase_file)))
    path = Path(place).expanduser().absolute()
    return recalled_key(path) if not is_held(path) and is_encrypted(path) else None


def remember_key(path: Path, raw: bytes) -> bool:
    """Keep the key of a database in the system's keyring; tell whether it can be read back."""
    backend = keyring_backend()
    if backend is None:
        return False
    try:
        backend.set_password(SERVICE, _name(path), raw.hex())
    except Exception:  # noqa: BLE001  (each keyring has errors of its own)
        return False
    return recalled_key(path) == Key(raw=raw)


def recalled_key(path: Path) -> Key | None:
    """Return the key that the keyring keeps for a database; None without one."""
    backend = keyring_backend()
    if backend is None:
        return None
    try:
        kept = backend.get_password(SERVICE, _name(path))
        raw = bytes.fromhex(kept or "")
    except Exception:  # noqa: BLE001  (a locked keyring, or somebody else's entry)
        return None
    return Key(raw=raw) if len(raw) == KEY_BYTES else None


def forget_key(path: Path) -> None:
    """Take the key of a database out of the keyring, if it is there."""
    backend = keyring_backend()
    if backend is not None:
        try:
            backend.delete_password(SERVICE, _name(path))
        except Exception:  # noqa: BLE001  (nothing to forget)
            return


def _name(path: Path) -> str:
    return str(path.expanduser().absolute())
