"""Build the manual: `make manual` into build/manual, or into the folder that is named.

Its pages are in docs/manual, the data dictionary beside them in docs.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from common import BUILD, HERE, ROOT, run

SOURCE = BUILD / "manual-source"
SHIM = "https://unpkg.com/iframe-worker/shim"
LOADED = re.compile(r"<(?:script|link|img)[^>]+(?:src|href)=\"?(https?://[^\" >]+)")


def build(target: Path) -> None:
    """Put the pages together and build the site. Needs mkdocs-material."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    shutil.copytree(ROOT / "docs" / "manual", SOURCE)
    shutil.copy(ROOT / "docs" / "data-dictionary.md", SOURCE)
    config = ROOT / "docs" / "mkdocs.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run([*command, "--config-file", config, "--site-dir", target.resolve()], env=environment)
    _fetch_nothing(target)


def _fetch_nothing(target: Path) -> None:
    """Let pages read from disk take the search's helper from beside them, not from the internet.

    Ends with an error when a page would still load something from elsewhere.
    """
    assets = target / "assets" / "javascripts"
    shutil.copy(HERE / "vendor" / "iframe-worker-shim.js", assets)
    for page in target.rglob("*.html"):
        up = "../" * (len(page.relative_to(target).parts) - 1)
        text = page.read_text("utf-8")
        text = text.replace(SHIM, f"{up}assets/javascripts/iframe-worker-shim.js")
        page.write_text(text, "utf-8")
        if found := LOADED.search(text):
            raise SystemExit(f"error: {page.name} loads {found.group(1)}.")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else BUILD / "manual")
