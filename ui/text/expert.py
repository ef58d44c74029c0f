"""Whether the statistics behind a sentence are shown on the screen, or wait until they are asked
for: one choice for the whole window, as its language is."""

from __future__ import annotations

from ui.text.language import _

_shown = False


def expert_details() -> bool:
    """Tell whether statistics words are shown."""
    return _shown


def show_expert_details(shown: bool) -> None:
    """Show statistics words from now on, or no longer. What is on the screen is built anew by
    whoever calls this."""
    global _shown
    _shown = shown


def interval_head() -> str:
    """Return the head of a column with intervals."""
    return _("95% interval") if _shown else _("Likely range")
