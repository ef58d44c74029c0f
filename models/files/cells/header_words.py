"""The words by which column headers tell what a column holds, most telling first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from models.files.cells.answers import without_accents

UNIT = (
    "unit name", "nursing unit name", "nursing unit", "nurse unit", "unit", "care unit",
    "patient unit", "hospital unit", "inpatient unit", "discharge unit", "discharging unit",
    "unit description", "unit desc", "unit label", "ward name", "discharge ward", "ward",
    "ward description", "department name", "department description", "department", "dept name",
    "dept", "clinic name", "clinic", "service unit", "location name", "nursing station",
    "nursta", "station", "location", "floor", "unit code", "nursing unit code", "unit id",
    "unit number", "unit no", "ward code", "ward id", "department id", "department code",
    "dept id", "dept code", "location id", "location code", "clinic id",
    "unidad", "servicio", "planta", "departamento", "area", "unité", "unite", "service",
    "département", "station name", "abteilung", "bereich", "stationsname", "afdeling", "eenheid",
    "oddział", "dział", "jednostka", "unidade", "setor", "serviço", "enfermaria", "reparto",
    "unità", "unita", "dipartimento", "מחלקה", "יחידה", "שם מחלקה", "שם המחלקה",
)  # fmt: skip
FACILITY = (
    "facility name", "hospital name", "facility", "hospital", "organization name",
    "organisation name", "trust name", "provider name", "entity name", "organization",
    "organisation", "trust", "org name", "provider", "entity", "facility id", "hospital id",
    "facility code", "hospital code", "provider id", "provider number", "ccn", "trust code",
    "org code", "entity id", "hôpital", "hopital", "établissement", "krankenhaus", "klinik",
    "klinikum", "ziekenhuis", "szpital", "ospedale", "בית חולים", "שם בית חולים",
)  # fmt: skip
SITE = ("site name", "site", "campus name", "campus", "building", "site code", "site id")
DISCHARGED = (
    "discharge date", "date of discharge", "discharge dt", "discharge datetime",
    "discharge date time", "date discharged", "discharged on", "discharged", "disch date",
    "disdate", "dis date", "dischargedate", "dc date", "discharge day", "visit date",
    "date of visit", "service date", "date of service", "encounter date", "stay end",
    "end of stay", "event date", "episode date", "discharge month", "discharge", "date",
    "visit month", "service month", "month", "period", "reporting month",
    "fecha de alta", "fecha", "date de sortie", "entlassungsdatum", "entlassdatum", "datum",
    "ontslagdatum", "data wypisu", "data", "data de alta", "data di dimissione", "mes", "mois",
    "monat", "maand", "miesiąc", "mês", "mese", "תאריך שחרור", "תאריך", "חודש",
)  # fmt: skip
RECEIVED = (
    "received date", "date received", "receive date", "receipt date", "recdate", "rec date",
    "received", "received on", "return date", "date returned", "returned", "response date",
    "date of response", "completed date", "date completed", "completion date", "completed",
    "submit date", "submitdate", "date submitted", "submission date", "submitted",
    "survey date", "date of survey", "interview date", "recorded date", "recordeddate",
    "timestamp", "time stamp", "datestamp", "end date", "enddate", "survey completed",
    "date of interview", "zeitstempel", "marca temporal", "horodateur", "tijdstempel", "timestamp",
    "fecha de respuesta", "fecha encuesta", "date de réponse", "antwortdatum", "data ankiety",
    "data di compilazione", "data resposta", "survey month", "response month", "review date",
    "feedback date", "date responded",
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
    r"external data reference|passport|national id|nombres?|apellidos?|nom|prenom|vorname|nachname|"
    r"naam|voornaam|achternaam|imie|nazwisko|nome|cognome|sobrenome|telefono|telefon\w*|correo|"
    r"direccion|adresse|adres|indirizzo|endereco|geburtsdatum|fecha de nacimiento|"
    r"date de naissance|data urodzenia|data di nascita|data de nascimento|geboortedatum|"
    r"pesel|bsn|dni|cpf|codice fiscale)\b|"
    r"(^| )ה?(שם|שם מלא|טלפון|כתובת|תעודת זהות|ת ז|דוא ל|מייל)( |$)"
)
"""Columns that may tell who the patient is. Their cells are never stored."""

ABOUT_STAY = re.compile(
    r"\b(admission|admitted|length of stay|los|stay|service line|procedure|number of|times|visits|"
    r"nights|hours|minutes|category|type|status|class|complete|living|size|beds|region|state|"
    r"district|city|county|country|week|weight|education|insurance|language|caregiver status)\b"
)
"""Of the next words those that can be rated too: "Admission: very satisfied"."""

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
    r"text|explain|describe|tell us|anything else|what could|improve\w*|reasons?|txt|"
    r"comentarios?|observacion(es)?|sugerencias?|opinion(es)?|quejas?|commentaires?|remarques?|"
    r"suggestions?|kommentare?|anmerkung(en)?|bemerkung(en)?|anregung(en)?|verbesserung\w*|"
    r"opmerking(en)?|toelichting|suggesties?|komentarze?|komentarz|uwagi|sugestie|opinie|"
    r"comentario|observac\w+|sugest\w+|commenti?|commento|osservazion[ei]|suggeriment[oi])\b|"
    r"הערה|הערות|תגובה|תגובות|הסבר"
)
"""Headers of comments. Compared without accents."""

COMMENTS = re.compile(
    r"\b(comments?|verbatims?|remarks?|suggestions?|comentarios?|observacion(es)?|sugerencias?|"
    r"commentaires?|remarques?|kommentare?|anmerkung(en)?|bemerkung(en)?|anregung(en)?|"
    r"opmerking(en)?|suggesties?|komentarze?|komentarz|uwagi|sugestie|observac\w+|sugest\w+|"
    r"commenti?|osservazion[ei]|suggeriment[oi])\b|הערה|הערות|תגובה|תגובות"
)
"""Those of them that name nothing else. Compared without accents."""

QUESTION = re.compile(
    r"^(q|question|item|frage|vraag)\s?\d+[a-z]?\b|\?$|^(how|did|do|does|was|were|would|overall)\b"
)
"""Headers that are a question: numbered, or worded as one."""

WHICH = re.compile(
    r"^((on|in|at|from|to) )?(which|where|who|when|whom)\b|"
    r"^(en |a |de )?(cual(es)?|donde|quien|cuando)\b|^(a |dans |sur )?(quel(le)?s?|ou|qui|quand)\b|"
    r"^(auf |in |zu )?(welche\w*|wo|wer|wann)\b|^(op |in )?(welke?|waar|wanneer)\b|"
    r"^(na |w )?(ktor\w*|jaki\w*|gdzie|kto|kiedy)\b|^(em |a )?(qual|quais|onde|quem|quando)\b|"
    r"^(in )?(quale|quali|dove|chi)\b|^(ב|ל|מ)?(איזה|איזו|היכן|איפה|מי|מתי)( |$)"
)
"""Questions for one of several places, persons, things or days: their answers have no order."""

ASKS_UNIT = re.compile(
    r"^(on |in |at |from )?(which|what)( \w+)? (unit|ward|department|clinic|floor|station)\b|"
    r"^(en )?(que|cual)( \w+)? (unidad|servicio|planta|departamento)\b|"
    r"^(dans )?(quel|quelle) (service|unite)\b|^(auf |in )?welche[rnms]? (station|abteilung)\b|"
    r"^(op )?welke afdeling\b|^(na )?ktorym oddziale\b|^(em )?qual (setor|unidade|enfermaria)\b|"
    r"^(in )?quale (reparto|unita)\b|^באיזו? (מחלקה|יחידה)( |$)"
)
"""Questions for the unit."""

FEWEST_ASKING = 4
ASKING = re.compile(
    r"^(como|qué|cómo|comment|avez vous|wie|wurden?|haben|hoe|heeft|czy|jak|quanto|come|você|"
    r"האם|עד כמה|באיזו מידה|כיצד|איך)( |$)"
)
"""The same in other languages, for headers of a few words at least."""

RATED = re.compile(
    r"\b(satisf\w*|dissatisf\w*|insatisf\w*|insoddisf\w*|soddisf\w*|zufrieden\w*|tevreden\w*|"
    r"zadowol\w*|rate|rated|ratings?|stars?|overall|recommend\w*|recomend\w*|recommand\w*|"
    r"raccomand\w*|empfehl\w*|weiterempf\w*|polec\w*|aanbevel\w*|likely|likelihood|quality|"
    r"calidad|qualite|qualitat|kwaliteit|jakos\w*|qualidade|qualita|experiences?|experiencia|"
    r"erfahrung\w*|ervaring|esperienza|doswiadcz\w*|courte\w*|respect\w*|listen\w*|expla\w*|"
    r"communicat\w*|clean\w*|quiet\w*|friendl\w*|helpful\w*|responsive\w*|nps|fft|"
    r"friends and family|care|food|meals?|scores?|agree\w*|opini\w*|evalua\w*|bewert\w*|"
    r"valora\w*|califica\w*|beurteil\w*|beoordel\w*|valutazi\w*|avalia\w*|ocen\w*|\w*cijfer|\w*note|\w*noten|"
    r"polite\w*|availab\w*|feedback|trust|confiden\w*|dignity|privacy|comfort\w*|trato|atencion|accueil|betreuung|"
    r"freundlich\w*|sauber\w*|limpieza|limpeza|pulizia|czysto\w*)\b|"
    r"שביעות|מרוצ|דירוג|ציון|המלצ|איכות"
)
"""Headers of what is rated by patients. Compared without accents."""

OVERALL = re.compile(
    r"\b(overall|recommend\w*|recomend\w*|recommand\w*|raccomand\w*|weiterempf\w*|empfehl\w*|"
    r"polec\w*|aanbevel\w*|in general|en general|insgesamt|gesamt\w*|globale?|rating|satisf\w*|"
    r"soddisf\w*|zufrieden\w*|tevreden\w*|zadowol\w*|experience|experiencia|erfahrung|nps)\b|"
    r"שביעות|המלצ"
)
"""Headers of ratings of the whole. Compared without accents."""

COUNTED = re.compile(
    r"\b(number of|no of|num|counts?|qty|quantity|totals?|sum|subtotal|cumulative|ages?|years? of|"
    r"minutes|mins?|hours?|hrs|days|nights|weeks|duration|length of|los|beds?|census|on duty|"
    r"headcount|fte|staff(ing)? (count|level|number|required|needed)|ratio|per (patient|bed|day|"
    r"shift)|visits|admissions|discharges|readmissions?|falls|incidents?|complaints|deaths|cases|"
    r"price|costs?|amount|fees?|budget|salary|income|charges?|revenue|usd|eur|percent\w*|pct|"
    r"readmission rate|ids?|code|codes|key|index|zip|room|floor|weight|height|bmi|temperature|"
    r"pulse|dose|levels?|tiers?|bands?|attempts?|tenure|years|salary|occupied|stock|"
    r"(mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"children|siblings?|household|how many|how long|how old|year|month|day|shift|"
    r"edad|cantidad|numero|dias|horas|precio|coste|costo|peso|ano|anos|alter|jahre?|anzahl|dauer|"
    r"stunden|tage|age|nombre de|duree|jours|heures|annee|leeftijd|aantal|dagen|uren|jaar|wiek|"
    r"liczba|staz|lata|rok|dni|godzin\w*|idade|quantidade|dia|eta|quantita|giorni|ore|anno|anni)\b|"
    r"^(mon|tue|wed|thu|fri|sun)$|"
    r"(^| )ה?(גיל|מספר|כמות|ימים|שעות|שנה)( |$)"
)
"""Headers of things that are counted, measured or numbered. Compared without accents."""

PLACED = re.compile(r"\b(room|beds?|floor)\b")
"""Of these the things that patients rate: "Room cleanliness", "Bed comfort"."""

LOGGED = re.compile(
    r"(ticket|asset|sku|incident|risk|vendor|supplier|work order|purchase order|invoice|complaint)"
    r"( (id|no|number|num|tag|ref|reference|key))?|"
    r"(severity|likelihood|impact|priority|urgency|criticality|acuity)( \d+)*|"
    r"cost cent(er|re)|inspector|auditor|observer|assigned to|upheld|on hand|on budget|"
    r"stock( level)?|hr|heart rate|rr|resp(iratory)? rate|spo2|bp|systolic|diastolic|gcs|apgar|"
    r"sedation( score)?|moisture|friction|braden( score)?|morse( score)?|news ?2?|mews"
)
"""Headers that only lists of things, events and measurements have."""

LOGGED_FIRST = re.compile(
    r"(bed|room|device|equipment|employee|staff( member)?|nurse|project|task|drug|medication|"
    r"medicine|course|module|specimen|sample|order|tray|item|part|vehicle|contract|referral|room)"
    r"( (id|no|number|num|tag|name|code|key))?"
)
"""Headers of a list of such things, where they stand first."""

LOGGED_WORD = re.compile(r"\b(sla|reorder|calibrat\w*|last (cleaned|serviced|inspected))\b")

UNPLEASANT = re.compile(
    r"\b(pain\w*|hurt\w*|noise|noisy|loud|wait\w*|delay\w*|problems?|difficult\w*|trouble\w*|"
    r"worr\w*|anxi\w*|afraid|fear\w*|stress\w*|bother\w*|disturb\w*|ignor\w*|rude\w*|dirty|"
    r"confus\w*|complain\w*|unmet|uncomfortable|discomfort|rushed|neglect\w*|errors?|mistakes?|"
    r"depress\w*|fatigue|nausea|symptoms?|burden\w*|unsafe|harm\w*|lonel\w*|bored\w*|angry|"
    r"dissatisf\w*|unhapp\w*|dolor|espera|ruido|problema\w*|schmerz\w*|wartezeit|larm|probleme?|"
    r"forced|coerc\w*|restrain\w*|seclu\w*|"
    r"douleur|attente|bruit|pijn|wachttijd|lawaai|bol|halas|dor|barulho|dolore|attesa|rumore)\b|"
    r"כאב|רעש|המתנה|בעיה|בעיות|כפייה|כפיה|קשירה|בידוד"
)
"""Words for what nobody wants: "always" or 10 may be the worst answer."""

RELIEVED = re.compile(
    r"\b(manag\w*|control\w*|reliev\w*|relief|help\w*|handl\w*|treat\w*|solv\w*|resol\w*|"
    r"address\w*|satisf\w*|acceptable|reasonable|well|prompt\w*|explain\w*|free of|without|no|"
    r"respon\w*|tratam\w*|behand\w*|control\w*|prise? en charge|soulag\w*)\b"
)
"""Words beside them that turn them around."""

TOO_MUCH = re.compile(
    r"\btoo (long|much|many|often|slow\w*|quick\w*|fast|loud|noisy|little|few|late|early|soon|hot|"
    r"cold)\b|\bdemasiad\w*\b|\btrop (longtemps|long|de|peu|tard|froid|bruyant)\b|"
    r"\bzu (lange?|viel|wenig|laut|spat|kalt|fruh)\b|\bte (lang|veel|weinig|laat|koud)\b|"
    r"\bzbyt (dlugo|wiele|malo|glosno|pozno)\b|\btroppo\b|\bmuito (tempo|barulho)\b"
)
"""What is said to be too much is bad whatever stands beside it: "I waited too long for help"."""

NEGATED = re.compile(
    r"\b(not|never|nobody|no one|nothing|lack\w*|unable|fail\w*|hardly|ignored|[a-z]+n t|nunca|"
    r"nadie|jamais|personne|pas|nicht|nie|niemand|kein\w*|niet|geen|nao|ninguem|non|nessuno|לא|"
    r"אף אחד)\b"
)
"""Statements that something is not so: to agree may be the worst answer."""

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


def is_about_stay(name: str) -> bool:
    """Whether a header about the patient or the stay names nothing but what can be rated too."""
    found = [match[0] for match in ABOUT_PATIENT.finditer(header_key(name))]
    return bool(found) and all(map(ABOUT_STAY.fullmatch, found))


def demographic(name: str) -> str | None:
    """Return by which trait a header tells patients apart: age, admission or language.

    >>> demographic("AGE_TODAY"), demographic("Emergency_Or_Elective"), demographic("Admit date")
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
    key = without_accents(header_key(name))
    if key in ("name", "patient", "recipient"):
        return True
    return len(key.split()) < SENTENCE_WORDS and IDENTIFIER.search(key) is not None


def is_comment_header(name: str) -> bool:
    """Whether a header says that comments stand below it."""
    return COMMENT.search(without_accents(header_key(name))) is not None


def says_comments(name: str) -> bool:
    """Whether a header of a few words says that comments and nothing else stand below it."""
    key = without_accents(header_key(name))
    return len(key.split()) < SENTENCE_WORDS and COMMENTS.search(key) is not None


def is_question(name: str) -> bool:
    """Whether a header is a question's number or wording."""
    key = header_key(name)
    if name.rstrip().endswith("?") or QUESTION.search(key) is not None:
        return True
    return len(key.split()) >= FEWEST_ASKING and ASKING.search(key) is not None


def asks_which(name: str) -> bool:
    """Whether a header asks which place, person or thing it was, whose answers have no order.

    >>> asks_which("Which department did you visit?"), asks_which("How was your visit?")
    (True, False)
    """
    return WHICH.search(without_accents(header_key(name))) is not None


def asks_unit(name: str) -> bool:
    """Whether a header is a question for the unit."""
    return ASKS_UNIT.search(without_accents(header_key(name))) is not None


def says_rated(name: str) -> bool:
    """Whether a header names something that patients rate."""
    key = without_accents(header_key(name))
    return RATED.search(key) is not None and not says_counted(name)


def says_overall(name: str) -> bool:
    """Whether a header asks for a rating of the whole."""
    key = without_accents(header_key(name))
    return OVERALL.search(key) is not None and not is_unpleasant(name) and not says_counted(name)


def says_counted(name: str) -> bool:
    """Whether a header names something that is counted, measured or numbered.

    In a sentence only its first words say so: "How many", "Year of study".

    >>> says_counted("Room"), says_counted("Room cleanliness"), says_counted("Number of clean beds")
    (True, False, True)
    """
    key = without_accents(header_key(name))
    words = key.split()
    if words[:3] == ["how", "many", "stars"]:
        return False
    is_rated = RATED.search(key) is not None
    if len(words) >= SENTENCE_WORDS:
        key = " ".join(words[:2])
    if is_rated:
        key = PLACED.sub("", key)
    return COUNTED.search(key) is not None


def are_logged(names: Sequence[str]) -> bool:
    """Whether headers, in their order, are those of a list of things, events or measurements, such
    as tickets, assets or vital signs, that asks nobody anything.

    >>> are_logged(["Ticket ID", "Unit", "Satisfied SLA"]), are_logged(["Unit", "Satisfied"])
    (True, False)
    """
    if any(is_question(n) and len(header_key(n).split()) >= SHORT_QUESTION for n in names):
        return False
    keys = [without_accents(header_key(name)) for name in names]
    return any(LOGGED.fullmatch(key) or LOGGED_WORD.search(key) for key in keys) or any(
        LOGGED_FIRST.fullmatch(key) for key in keys[:1]
    )


def is_unpleasant(name: str) -> bool:
    """Whether a header is about something that nobody wants, so that much of it is bad."""
    key = without_accents(header_key(name))
    if TOO_MUCH.search(key):
        return True
    return UNPLEASANT.search(key) is not None and RELIEVED.search(key) is None


def is_negated(name: str) -> bool:
    """Whether a header states that something is not so: "I was not told about my medicine"."""
    return NEGATED.search(without_accents(header_key(name))) is not None


def rank_in(words: tuple[str, ...], name: str) -> int | None:
    """Return the place of a header in a list of words (0 is the best), None when absent.

    >>> rank_in(("unit name", "unit"), "UNITNAME"), rank_in(("unit name", "unit"), "Units sold")
    (0, None)
    """
    return _places_of(words).get(header_key(name).removesuffix(" utc").replace(" ", ""))


@lru_cache(maxsize=256)
def _places_of(words: tuple[str, ...]) -> dict[str, int]:
    """Return the first place of each word, without the spaces in it."""
    return {word.replace(" ", ""): place for place, word in reversed(list(enumerate(words)))}
