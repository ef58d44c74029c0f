"""Collect the licenses of every part that a bundle holds, for the folder and for About.

Takes what the installed packages say about themselves: their license files, else the name of
their license. Ends with an error for a package that says nothing.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from common import ROOT

LICENSE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
PYTHON = "Python"


def main(folder: Path) -> None:
    """Write one text file per part, and a list of all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, found in sorted(parts().items(), key=lambda pair: pair[0].lower()):
        said = license_name(found)
        texts = license_texts(found)
        if not said and not texts:
            raise SystemExit(f"error: {name} says nothing about its license.")
        lines.append(f"{name} {found.version}\t{said or 'see its file'}")
        (folder / f"{name}.txt").write_text(
            f"{name} {found.version}\n{said}\n\n" + "\n\n".join(texts), "utf-8"
        )
    # Wheels of Qt and psycopg name the LGPL and hold no text: it is in packaging/licenses.
    lines.append(f"{PYTHON} {sys.version.split()[0]}\tPSF-2.0")
    for text in sorted((ROOT / "packaging" / "licenses").glob("*.txt")):
        (folder / text.name).write_text(text.read_text("utf-8"), "utf-8")
    (folder / "LIST.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def parts() -> dict[str, Distribution]:
    """Return every package that the program needs, its own needs included."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = list(project["dependencies"])
    found: dict[str, Distribution] = {}
    while waiting:
        need = waiting.pop()
        name = re.split(r"[\s\[<>=!~;]", need, maxsplit=1)[0]
        extras = re.findall(r"\[(.+?)\]", need.partition(";")[0])
        if name.lower() in {known.lower() for known in found}:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # needed on another system only
        found[package.metadata["Name"]] = package
        waiting += [
            each
            for each in package.requires or []
            if "extra ==" not in each
            or any(f"{e}" in each.partition("extra ==")[2] for e in extras)
        ]
    return found


def license_name(package: Distribution) -> str:
    """Return the name of a package's license, empty when it names none."""
    about = package.metadata
    named = about.get("License-Expression") or ""
    if named:
        return named
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or [] if "License" in c]
    short = (about.get("License") or "").strip()
    return ", ".join(classes) or (short if "\n" not in short else "")


def license_texts(package: Distribution) -> list[str]:
    """Return the texts of the license files that a package brought."""
    texts = []
    for file in package.files or []:
        path = Path(str(package.locate_file(file)))
        is_text = path.suffix.lower() in ("", ".txt", ".md", ".rst")
        if is_text and LICENSE_FILE.search(str(file)) and path.is_file():
            texts.append(path.read_text("utf-8", errors="replace"))
    return texts


if __name__ == "__main__":
    main(Path(sys.argv[1]))
