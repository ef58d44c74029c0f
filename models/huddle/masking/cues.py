"""What stands around a name in a comment: who does something, who signs, who is thanked."""

from __future__ import annotations

import re

SURE_TITLES = frozenset({"dr", "drs", "mr", "mrs", "ms", "mx", "prof", "rev"})
PERSON = (
    r"(?:nurse|aide|tech|technician|doctor|therapist|midwife|doula|pharmacist|clerk|secretary|"
    r"receptionist|volunteer|porter|transporter|housekeeper|janitor|custodian|cleaner|cook|guard|"
    r"attendant|assistant|manager|supervisor|resident|intern|student|surgeon|phlebotomist|pa|rn|cna|"
    r"np|pt|ot|lpn|pca|chaplain|interpreter|sitter|social\s+worker|man|woman|lady|guy|gal|girl|boy|"
    r"person|gentleman|fellow|fella|one|patient|roommate|dietitian|counselor|driver|barber)"
)
NAMED = re.compile(
    r"\b(?:named|by\s+the\s+name\s+of|go(?:es|ing)?\s+by|(?:name\s+)?tag\s+(?:said|says)|names?\s+(?:is|was|were|are|of)|name\s*:"
    rf"|{PERSON},?\s+(?:is\s+|was\s+)?called)\s*$",
    re.IGNORECASE,
)
SOMEBODY_IS = re.compile(
    rf"\b(?:my|our|the|his|her|your|their)\s+(?:[\w-]+\s+){{0,2}}{PERSON}\s+(?:is|was|were)\s+(?:either\s+)?$",
    re.IGNORECASE,
)
"""What says that a name comes: "my night nurse was"."""
I_AM = re.compile(r"\b(?:i\s+am|i'm|this\s+is|it's|signed)\s*,?\s*$", re.IGNORECASE)
PERSON_DOES = re.compile(
    rf"\s*(?:,?\s+(?:the|our|my|a|an)\s+(?:[\w-]+\s+){{0,2}}{PERSON}\b|,?\s*(?:who|whom)\b"
    r"|,\s*(?:my|our|the|a|an|and)\b"
    r"|\s+(?:(?:at|in|from|on)\s+(?:the\s+)?[\w-]+\s+(?:[\w-]+\s+)?)?(?:came|comes|helped|helps|took|takes|went|goes|listened|listens|explained|explains|"
    r"stayed|sat|brought|answered|held|talked|talks|treated|gave|checked|checks|smiled|cared|"
    r"introduced|made|makes|kept|got|walked|showed|told|said|told|works|worked|deserves?|rocks?|"
    r"[a-z]{3,}ed|found|knew|saw|did|does|has|had|even|never|always|really|truly|also|and|&|in\s+(?:the\s+)?(?:er|ed|or|icu|pt|"
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
    r"loved|especially|for|asks?|asked|tells?|told|had|have|both|bless|saw|met|called?|remember|then|miss|hug|ask\s+for)|,|&|\()\s*$",
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
    r"ness|ology|ical|ful|less|able|ible|ously)$|^.{6,}(?:ing|ity|ance|ence|ly)$"
)
NICKNAMES = frozenset({"big", "little", "lil", "old", "young", "tall", "tiny", "crazy", "sweet"})
"""What stands before a given name and belongs to it: "Big Mike"."""
NAME_LIKE_VERBS = frozenset(
    {"hope", "may", "will", "grant", "mark", "chase", "pat", "rob", "sue", "bless"}
)
"""Names that are verbs before a person: "Will the night nurse come"."""
INSTITUTION = re.compile(
    r"\s+(?:Clinic|Hospitals?|Health(?:care)?|Medical|Memorial|General|University|Campus|Cent(?:er|re))\b"
)
"""What stands behind the name of a house, not of a person."""

NAME_LIKE_NOUNS = frozenset({"star", "sky", "art", "chance", "liberty", "justice"})
"""Words that stay words even after "thanks to", though some people are called so."""
