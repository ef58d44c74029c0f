"""The system's keyring: whether there is one, and the passwords of servers that it keeps."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy.engine import URL, make_url

SERVICE = "Throughline"

_TRUSTED = ("keyring.backends.",)
_UNSAFE = ("fail", "null")


def keyring_backend() -> Any:
    """Return the keyring in use, None when there is none or it would write plain text."""
    try:
        import keyring

        backend = keyring.get_keyring()
    except Exception:  # noqa: BLE001  (a broken keyring is no keyring)
        return None
    module = type(backend).__module__
    trusted = module.startswith(_TRUSTED) and module.rpartition(".")[2] not in _UNSAFE
    return backend if trusted else None


def with_kept_password(url: URL) -> URL:
    """Return an address with the password that the keyring keeps for it; as it was when it has
    one, when $PGPASSWORD is set, or when nothing is kept (.pgpass and service files then count)."""
    if url.password is not None or os.environ.get("PGPASSWORD"):
        return url
    backend = keyring_backend()
    if backend is None:
        return url
    try:
        kept = backend.get_password(SERVICE, server_name(url))
    except Exception:  # noqa: BLE001  (a locked keyring)
        return url
    return url.set(password=kept) if kept else url


def keep_password(address: str, password: str) -> bool:
    """Keep the password for an address; an empty one is forgotten. Tells whether it worked."""
    url, backend = make_url(address), keyring_backend()
    if backend is None:
        return False
    try:
        if password:
            backend.set_password(SERVICE, server_name(url), password)
        else:
            backend.delete_password(SERVICE, server_name(url))
    except Exception:  # noqa: BLE001  (each keyring has errors of its own)
        return False
    return True


def server_name(url: URL) -> str:
    """Return under which name the keyring keeps a password: user, server and database.

    >>> from sqlalchemy import make_url
    >>> server_name(make_url("postgresql+psycopg://ana:x@server:5432/hospital?sslmode=require"))
    'ana@server:5432/hospital'
    """
    port = f":{url.port}" if url.port else ""
    return f"{url.username or ''}@{url.host or ''}{port}/{url.database or ''}"
