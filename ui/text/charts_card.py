"""What a card at a mark of a chart says, to be read and to be heard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CardText:
    """A card: a title, rows of a word and its value, and a closing sentence."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    foot: str = ""

    def spoken(self) -> str:
        """Return the card as sentences for a screen reader."""
        parts = [self.title, *(f"{word}: {value}" if word else value for word, value in self.rows)]
        if self.foot:
            parts.append(self.foot)
        return ". ".join(part.rstrip(".") for part in parts) + "."
