"""Whom the room sees behind a promise: a first name or a role, never a whole name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.huddle.masking import names_nobody, split_words
from models.huddle.session import ROLE

_TITLES = frozenset({"dr", "dr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "prof", "prof."})
_BETWEEN = re.compile(r"\s*(?:[,;/]|\(|\s[-–]\s)\s*")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who does something. `name` is a first name or "", `role` a role, a team or ""."""

    name: str = ""
    role: str = ""
    initials: str = ""

    def shown(self, style: str) -> str:
        """Return how the room sees the owner: by role where that is wished, else by first name.

        >>> noa = owner_of("Noa Cohen, charge nurse")
        >>> noa.shown("first_name"), noa.shown("role"), owner_of("Keandra Boone").shown("role")
        ('Noa', 'charge nurse', 'K. B.')
        """
        if style == ROLE:
            return self.role or self.initials
        return self.name or self.role or self.initials


def owner_of(text: str) -> Owner:
    """Return whom a text names, as the room may see it.

    >>> owner_of("night team")
    Owner(name='', role='night team', initials='')
    >>> owner_of("Rosa"), owner_of("Dr. Smith")
    (Owner(name='Rosa', role='', initials='R.'), Owner(name='', role='', initials='D. S.'))
    """
    text = text.strip()
    if not text or names_nobody(text):
        return Owner(role=text)
    person, *others = (part.strip(" )") for part in _BETWEEN.split(text, maxsplit=1))
    role = others[0] if others else ""
    if role and not names_nobody(role):
        person, role = text, ""
    words = [word.text for word in split_words(person).words]
    initials = " ".join(f"{word[0].upper()}." for word in words[:3])
    first = words[0] if words else ""
    return Owner("" if first.casefold() in _TITLES else first, role, initials)


def typed_owner(text: str, style: str) -> str:
    """Return an owner as it is typed, letter for letter: what the room may not see are dots.

    >>> typed_owner("Keandra Boone", "first_name"), typed_owner("night team", "first_name")
    ('Keandra •••••', 'night team')
    """
    owner = owner_of(text)
    shown = {owner.role, "" if style == ROLE else owner.name}
    start = {text.find(part): part for part in shown if part}
    dots = "".join("•" if c.isalnum() else c for c in text)
    for place, part in start.items():
        if place >= 0:
            dots = dots[:place] + part + dots[place + len(part) :]
    return dots
