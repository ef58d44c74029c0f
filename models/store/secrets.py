"""What this database alone knows, so that ids of patients can be known again but not read."""

from __future__ import annotations

import base64
import secrets

from sqlalchemy import Connection

from models.store.settings import get_setting, put_setting

SECRET_BYTES = 32

_SURVEY_ID = "survey_id_secret"


def survey_id_secret(c: Connection) -> bytes:
    """Return the key under which ids that tell who a patient is are digested.

    It is random, made once with the database, and stays with it and its copies: another key
    would know none of the stored surveys again. It is shown nowhere.
    """
    kept = get_setting(c, _SURVEY_ID)
    if kept is None:
        kept = base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
        put_setting(c, _SURVEY_ID, kept)
    return base64.b64decode(kept)
