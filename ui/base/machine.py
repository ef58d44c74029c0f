"""What an administrator decided for everybody who uses this computer, and portable use.

A TOML file that users can't change, or on Windows values of a policy key, which go first. Both may
hold any of: `database` (the file or address that is opened unless somebody names another), `floor`
(the smallest number of answers that may be chosen as the fewest to show), `backups` (the folder
that gets a copy of each back-up), `language`, `sample` (false: no sample hospital is offered) and
`questionnaires` (a folder of questionnaires for everybody). A file called `portable` beside the
bundled program keeps data, settings and log in a folder beside it.
"""

from __future__ import annotations

import os
import sys
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ui.base.program import is_bundled
from ui.text.language import default_language, matching_language

POLICY_KEY = r"Software\Policies\Throughline"
FILE_NAME = "settings.toml"
PORTABLE, PORTABLE_DATA = "portable", "data"
APP = "Throughline"
LOG_NAME = "throughline.log"
QUESTIONNAIRES = "questionnaires"
HIGHEST_FLOOR = 1_000


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """What is decided for this computer; empty where nothing is. `floor` is None where anything
    may be chosen. `source` names who says so, `problem` why it can't be used: a broken file, or
    the first value of a wrong kind, which counts as not there."""

    database: str = ""
    floor: int | None = None
    backups: str = ""
    language: str = ""
    sample: bool = True
    questionnaires: str = ""
    source: str = ""
    problem: str = ""


_KINDS: dict[str, type] = {
    "database": str,
    "floor": int,
    "backups": str,
    "language": str,
    "sample": bool,
    "questionnaires": str,
}


def machine_settings(file: Path | None = None) -> MachineSettings:
    """Read what is decided for this computer: the settings file, and the policy key over it."""
    path = file or settings_file()
    table: dict[str, Any] = {}
    sources, problem = [], ""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        sources.append(str(path))
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        sources.append(str(path))
        problem = str(error)
    policy = _policy_values()
    if policy:
        sources.append(rf"HKLM\{POLICY_KEY}")
    decided: dict[str, Any] = {}
    for name, value in {**table, **policy}.items():
        if name not in _KINDS or type(value) is not _KINDS[name] or not _in_range(name, value):
            problem = problem or name
        else:
            decided[name] = os.path.expandvars(value) if isinstance(value, str) else value
    return MachineSettings(**decided, source=", ".join(sources), problem=problem)


def _in_range(name: str, value: object) -> bool:
    return name != "floor" or (isinstance(value, int) and 1 <= value <= HIGHEST_FLOOR)


def settings_file(platform: str = sys.platform) -> Path:
    """Return where the settings file of the whole computer is."""
    if platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / APP / FILE_NAME
    if platform == "darwin":
        return Path("/Library/Application Support") / APP / FILE_NAME
    return Path("/etc/throughline") / FILE_NAME


def portable_folder() -> Path | None:
    """Return the folder that holds everything in portable use, None in ordinary use."""
    if not is_bundled():
        return None
    program = Path(sys.executable).parent
    return program / PORTABLE_DATA if (program / PORTABLE).exists() else None


def data_folder() -> Path:
    """Return where this user's data are when nobody says otherwise."""
    from platformdirs import user_data_path

    return portable_folder() or user_data_path(APP, appauthor=False)


def config_folder() -> Path:
    """Return where this user's settings and log are."""
    from platformdirs import user_config_path

    return portable_folder() or user_config_path(APP, appauthor=False)


def questionnaire_folders() -> list[Path]:
    """Return where own questionnaires lie: this user's folder, and the whole computer's."""
    shared = machine_settings().questionnaires
    return [data_folder() / QUESTIONNAIRES, *([Path(shared).expanduser()] if shared else [])]


def own_questionnaire_folder() -> Path:
    """Return this user's folder of questionnaires, made if it is not there yet."""
    folder = data_folder() / QUESTIONNAIRES
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def decided_language() -> str:
    """Return the language decided for this computer, else the system's."""
    return matching_language(machine_settings().language) or default_language()


def apply_to_data() -> None:
    """Make what is decided for this computer hold for every database that is opened."""
    from models.language import use_own_names
    from models.store.database import Policy, set_policy
    from models.survey import own_names, use_questionnaire_folders

    decided = machine_settings()
    folder = Path(decided.backups).expanduser() if decided.backups else None
    set_policy(Policy(decided.floor or 1, folder))
    use_questionnaire_folders(questionnaire_folders())
    use_own_names(own_names)


def _policy_values() -> dict[str, Any]:
    """Return what the Windows policy key holds, nothing on other systems and without one. A
    switch (`sample`) is a number there, 0 or 1."""
    if sys.platform != "win32":
        return {}
    import winreg

    values: dict[str, Any] = {}
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, POLICY_KEY) as key:
            for name in _KINDS:
                with suppress(FileNotFoundError):
                    values[name] = winreg.QueryValueEx(key, name)[0]
    except OSError:
        return {}
    if values.get("sample") in (0, 1):
        values["sample"] = bool(values["sample"])
    return values
