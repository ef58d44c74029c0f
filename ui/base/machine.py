"""What an administrator decided for everybody who uses this computer, and portable use.

A TOML file that users can't change, or on Windows values of a policy key, which go first. The only
setting is `database`, the file or address that is opened unless somebody names another. A file
called `portable` beside the bundled program keeps data, settings and log in a folder beside it.
"""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ui.base.program import is_bundled

POLICY_KEY = r"Software\Policies\Throughline"
FILE_NAME = "settings.toml"
PORTABLE, PORTABLE_DATA = "portable", "data"
APP = "Throughline"
LOG_NAME = "throughline.log"


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """What is decided for this computer; empty where nothing is. `source` names who says so,
    `problem` why its file can't be used."""

    database: str = ""
    source: str = ""
    problem: str = ""


def machine_settings(file: Path | None = None) -> MachineSettings:
    """Read what is decided for this computer: the policy key, else the settings file."""
    policy = _policy_database()
    if policy:
        return MachineSettings(policy, rf"HKLM\{POLICY_KEY}")
    path = file or settings_file()
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return MachineSettings()
    except (OSError, ValueError) as problem:
        return MachineSettings(source=str(path), problem=str(problem))
    database = table.get("database", "")
    if not isinstance(database, str):
        return MachineSettings(source=str(path), problem="database")
    return MachineSettings(os.path.expandvars(database), str(path))


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


def _policy_database() -> str:
    """Return the database that a Windows policy names, "" on other systems and without one."""
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, POLICY_KEY) as key:
            return str(winreg.QueryValueEx(key, "database")[0])
    except OSError:
        return ""
