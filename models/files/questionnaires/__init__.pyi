from .custom_measures import refuse_measures
from .hcahps import (
    OTHER_ERA,
    SKIP_CODE,
    Plan,
    Version,
    era_reason,
    find_versions,
    plan_reading,
    version_for,
)
from .hcahps_headers import HeaderMatch
from .inferred import SAME_QUESTIONNAIRE, Questionnaire, build_questionnaire, item_key, key_of
from .published_ids import (
    SUMMARY_STAR,
    PublishedId,
    clean_id,
    meaning,
    stems,
)
from .single_question import find_single_question

__all__ = [
    "OTHER_ERA",
    "SAME_QUESTIONNAIRE",
    "SKIP_CODE",
    "SUMMARY_STAR",
    "HeaderMatch",
    "Plan",
    "PublishedId",
    "Questionnaire",
    "Version",
    "build_questionnaire",
    "clean_id",
    "era_reason",
    "find_single_question",
    "find_versions",
    "item_key",
    "key_of",
    "meaning",
    "plan_reading",
    "refuse_measures",
    "stems",
    "version_for",
]
