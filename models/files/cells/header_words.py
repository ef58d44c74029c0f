"""The words by which column headers tell what a column holds, most telling first."""

from __future__ import annotations

import re
from functools import lru_cache

UNIT = (
    "unit name", "nursing unit name", "nursing unit", "nurse unit", "unit", "care unit",
    "patient unit", "hospital unit", "inpatient unit", "discharge unit", "discharging unit",
    "unit description", "unit desc", "unit label", "ward name", "discharge ward", "ward",
    "ward description", "department name", "department description", "department", "dept name",
    "dept", "clinic name", "clinic", "service unit", "location name", "nursing station",
    "nursta", "station", "location", "floor", "unit code", "nursing unit code", "unit id",
    "unit number", "unit no", "ward code", "ward id", "department id", "department code",
    "dept id", "dept code", "location id", "location code", "clinic id",
)  # fmt: skip
FACILITY = (
    "facility name", "hospital name", "facility", "hospital", "organization name",
    "organisation name", "trust name", "provider name", "entity name", "organization",
    "organisation", "trust", "org name", "provider", "entity", "facility id", "hospital id",
    "facility code", "hospital code", "provider id", "provider number", "ccn", "trust code",
    "org code", "entity id",
)  # fmt: skip
SITE = ("site name", "site", "campus name", "campus", "building", "site code", "site id")
DISCHARGED = (
    "discharge date", "date of discharge", "discharge dt", "discharge datetime",
    "discharge date time", "date discharged", "discharged on", "discharged", "disch date",
    "disdate", "dis date", "dischargedate", "dc date", "discharge day", "visit date",
    "date of visit", "service date", "date of service", "encounter date", "stay end",
    "end of stay", "event date", "episode date", "discharge month", "discharge", "date",
    "visit month", "service month", "month", "period", "reporting month",
)  # fmt: skip
RECEIVED = (
    "received date", "date received", "receive date", "receipt date", "recdate", "rec date",
    "received", "received on", "return date", "date returned", "returned", "response date",
    "date of response", "completed date", "date completed", "completion date", "completed",
    "submit date", "submitdate", "date submitted", "submission date", "submitted",
    "survey date", "date of survey", "interview date", "recorded date", "recordeddate",
    "timestamp", "time stamp", "datestamp", "end date", "enddate", "survey completed",
    "date of interview",
)  # fmt: skip
YEAR = ("discharge yr", "discharge year", "year of discharge", "visit year", "year")
MONTH = ("discharge month", "month of discharge", "discharge mo", "visit month", "month")
SURVEY_ID = (
    "survey id", "surveyid", "response id", "responseid", "respondent id", "respondentid",
    "survey key", "survey number", "survey no", "questionnaire id", "submission id",
    "interview id", "case id", "record id", "recordid", "form id", "uuid", "guid",
    "case number", "survey serial number", "barcode", "id",
)  # fmt: skip
MODE = (
    "survey mode", "mode of survey", "mode of administration", "administration mode",
    "survey administration mode", "data collection mode", "collection mode", "response mode",
    "mode", "survey method", "collection method", "response method", "method",
    "survey channel", "response channel", "channel", "distribution channel",
)  # fmt: skip
LANGUAGE = ("language", "survey language", "language of survey", "user language", "lang")

IDENTIFIER = re.compile(
    r"\b((first|last|middle|sur|full|given|family|maiden|patients?|pt|guardian|respondent|"
    r"recipient|contact|nurse|doctor|physician|provider contact)\s*(first |last )?name|surname|"
    r"forename|mrn|medical record|(tele)?phone|mobile|cell (number|no)|fax|e ?mail|"
    r"email ?address|dob|date of birth|birth ?date|birth|address|street|zip( code)?|post ?code|"
    r"postal|ssn|social security|nhs n(umber|o)|account( number| no)?|encounter (number|id|no)|"
    r"visit (number|id|no)|csn|patients? ?(id|number|no|key|code)|pt (id|number|no)|"
    r"(policy|insurance|member) (number|id|no)|ip ?addr(ess)?|latitude|longitude|"
    r"external data reference|passport|national id)\b"
)
"""Columns that may tell who the patient is. Their cells are never stored."""

ABOUT_PATIENT = re.compile(
    r"\b(gender|sex|age|aged|race|ethnic\w*|language|lang|religion|faith|belief|education|"
    r"marital|income|insurance|insurer|payer|payor|disab\w*|chronic|health status|"
    r"(general|overall|mental|emotional|self rated|physical) health|sexual\w*|orientation|"
    r"lived?|living|born|nationality|citizen\w*|immigra\w*|country|region|state|district|city|"
    r"county|employ\w*|occupation|profession|carer|caregiver status|proxy|who (answered|completed)|"
    r"ownership|owner|size|beds|admission|admitted|emergency|elective|length of stay|los|"
    r"stay|service line|speciality|specialty|diagnos\w*|drg|icd|procedure|"
    r"weight|height|bmi|number of|how many|times|visits|children|days|nights|hours|minutes|"
    r"year|quarter|month|week|category|criticality|type|status|class|code|flag|"
    r"index|version|hidden|complete|finished|progress|duration|eligible|sample|strata|stratum)\b"
)
"""Short headers of columns about the patient, the stay or the file; no question about care."""

ABOUT_PATIENT_QUESTION = re.compile(
    r"^(what (is|was|s) (your|the patients?)|what language|are you|how old|which age|"
    r"in general how would you rate (your|the patients?)|who (answered|completed|helped)|"
    r"how would you describe your|which of (the following|these) best describes|"
    r"(what|which)\b.*\b(age|gender|sex|race|ethnicity|religion|education|income)\b)"
)
"""The same for headers that are whole sentences, in which "stay" or "days" say nothing."""

GROUP = {
    "age": re.compile(
        r"\b(age|aged|ages|how old|age ?(group|band|range|cat|category|bracket)|years old)\b|"
        r"(^| )ה?גיל( |$)"
    ),
    "admission": re.compile(
        r"\b(admission|admitted|admit (type|method)|emergency|elective|planned (stay|hospitali\w*)|"
        r"stay planned|patient class)\b|סוג ה?(אשפוז|קבלה)|אופן ה?(קבלה|אשפוז)|אשפוז (דחוף|מתוכנן)"
    ),
    "language": re.compile(
        r"\b(language|lang|mother tongue|spoken at home)\b|(^| )ה?שפה( |$)|שפת ה?(אם|שאלון|דיבור)"
    ),
}
"""Headers of columns that tell patients apart, by the trait: English, NHS English, Hebrew."""

_NO_GROUP = re.compile(
    r"\b(date|time|day|month|year|unit|ward|diagnos\w*|reason|doctor|hospital|contact|number|id)\b"
)
"""Of an admission; none of these is the way in which a patient came."""

WEIGHT = re.compile(
    r"((final|survey|sample|sampling|design|response|post ?stratification|case) )?"
    r"(weights?|weighting|wt|wgt)( factor)?"
)
"""Headers of survey weights; a patient's body weight may be headed alike."""

COMMENT = re.compile(
    r"\b(comments?|verbatims?|remarks?|suggestions?|feedback|free ?text|open ?end(ed)?|narrative|"
    r"text|explain|describe|tell us|anything else|what could|improve\w*|reasons?|txt)\b"
)

QUESTION = re.compile(
    r"^(q|question|item|frage|vraag)\s?\d+[a-z]?\b|\?$|^(how|did|do|does|was|were|would|overall)\b"
)
"""Headers that are a question: numbered, or worded as one."""

_REMEMBERED = 2_048
"""Texts whose key is remembered: whatever may be a header is asked for it again and again."""

_WORDS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


SENTENCE_WORDS = 5
"""From so many words on, a header is a sentence."""

SHORT_QUESTION = 3
"""From so many words on, with a question mark behind them, too."""


@lru_cache(maxsize=_REMEMBERED)
def header_key(name: str) -> str:
    """Return a header as headers are compared: lower-case words with single spaces.

    >>> header_key("DischargeDate"), header_key("Unit_Name"), header_key("pt_id")
    ('discharge date', 'unit name', 'pt id')
    """
    return " ".join(_WORDS.findall(_CAMEL.sub(" ", name))).casefold()


def is_about_patient(name: str) -> bool:
    """Whether a header names something about the patient, the stay or the file."""
    key = header_key(name)
    words = len(key.split())
    if words >= SENTENCE_WORDS or (words >= SHORT_QUESTION and name.rstrip().endswith("?")):
        return ABOUT_PATIENT_QUESTION.search(key) is not None
    return ABOUT_PATIENT.search(key) is not None


def demographic(name: str) -> str | None:
    """Return by which trait a header tells patients apart: age, admission or language.

    >>> group_trait("AGE_TODAY"), group_trait("Emergency_Or_Elective"), group_trait("Admit date")
    ('age', 'admission', None)
    """
    key = header_key(name)
    for trait, pattern in GROUP.items():
        if pattern.search(key) and not (trait == "admission" and _NO_GROUP.search(key)):
            return trait
    return None


def is_short_group(name: str) -> bool:
    """Whether a header of a few words tells patients apart."""
    return len(header_key(name).split()) < SENTENCE_WORDS and demographic(name) is not None


def is_identifier(name: str) -> bool:
    """Whether a header names something that may tell who the patient is."""
    key = header_key(name)
    if key in ("name", "patient", "recipient"):
        return True
    return len(key.split()) < SENTENCE_WORDS and IDENTIFIER.search(key) is not None


def is_question(name: str) -> bool:
    """Whether a header is a question's number or wording."""
    return name.rstrip().endswith("?") or QUESTION.search(header_key(name)) is not None


def rank_in(words: tuple[str, ...], name: str) -> int | None:
    """Return the place of a header in a list of words (0 is the best), None when absent.

    >>> rank_in(("unit name", "unit"), "UNITNAME"), rank_in(("unit name", "unit"), "Units sold")
    (0, None)
    """
    return _places_of(words).get(header_key(name).replace(" ", ""))


@lru_cache(maxsize=256)
def _places_of(words: tuple[str, ...]) -> dict[str, int]:
    """Return the first place of each word, without the spaces in it."""
    return {word.replace(" ", ""): place for place, word in reversed(list(enumerate(words)))}
