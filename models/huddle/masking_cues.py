"""What stands around a name in a comment: who does something, who signs, who is thanked."""

from __future__ import annotations

import re

SURE_TITLES = frozenset({"dr", "drs", "mr", "mrs", "ms", "mx", "prof", "rev"})
NAMED = re.compile(
    r"\b(?:named|by\s+the\s+name\s+of|names?\s+(?:is|was|were|are|of)|name\s*:|called\s+(?=[A-Z]))\s*$",
    re.IGNORECASE,
)
I_AM = re.compile(r"\b(?:i\s+am|i'm|this\s+is|it's|signed)\s*,?\s*$", re.IGNORECASE)
PERSON_DOES = re.compile(
    r"\s*(?:,?\s*(?:who|whom)\b|,\s*(?:my|our|the|a|an|and)\b"
    r"|\s+(?:came|comes|helped|helps|took|takes|went|goes|listened|listens|explained|explains|"
    r"stayed|sat|brought|answered|held|talked|talks|treated|gave|checked|checks|smiled|cared|"
    r"introduced|made|makes|kept|got|walked|showed|told|said|told|works|worked|deserves?|rocks?|"
    r"did|does|has|had|never|always|really|truly|also|and|&|in\s+(?:the\s+)?(?:er|ed|or|icu|pt|"
    r"radiology|surgery|admitting|registration|dietary|housekeeping|transport)|from|on\s+(?:nights?|days?)|"
    r"(?:was|is)\s+(?:my|our|the|a|an|so\s+\w+|very\s+\w+|always|really|truly|absolutely|extremely|"
    r"wonderful|amazing|kind|rude|sweet|patient|caring|attentive|helpful|excellent|great|"
    r"professional|gentle|awesome|fantastic|outstanding|exceptional|friendly|terrific|superb|"
    r"lovely|good|best|nice|incredible|phenomenal|there|working))\b)",
    re.IGNORECASE,
)
WAS = re.compile(r"\s+(?:was|is|were|are)\b", re.IGNORECASE)
PERSON_BEFORE = re.compile(
    r"(?:\b(?:thanks?|thank\s+you|thanks\s+to|to|by|with|and|nurse|aide|dr|doctor|from|like|love|"
    r"loved|especially|for|asked|told|had|have|both)|,|&|\()\s*$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:^|[\n.!?,]\s*)(?:sincerely|regards|best\s+regards|kind\s+regards|thanks|thank\s+you|"
    r"many\s+thanks|love|respectfully|yours(?:\s+truly)?|cheers|signed|gratefully|blessings|best)"
    r"\s*[,\n.!-]*\s*$|[\s.!?](?:-{1,2}|–|—|~)\s*$",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"(?:itis|ectomy|oscopy|gram|cillin|mycin|pril|statin|azole|olol|azepam|mab|tion|sion|ment|"
    r"ness|ing|ity|ance|ence|ology|ical|ful|less|able|ible|ously|ly)$"
)

FEASTS = frozenset({"star", "sky", "art", "chance", "liberty", "justice"})
"""Words that stay words even after "thanks to", though some people are called so."""
