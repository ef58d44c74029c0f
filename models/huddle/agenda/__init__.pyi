from .agenda import Agenda, next_topic, prepare, prepare_on
from .choices import MeasureChoice
from .due import DAYS_TO_DO, day_in_year, parse_due
from .evidence import (
    ask_survey_where_due,
    evidence_due,
    outlook,
    outlook_sentence,
    survey_answer,
)
from .novelty import leaders, set_leaders
from .plan import FairMark, MeasurePlan, Plan, TrendPoint, plan_from_json
from .planning import make_plan
from .promises import AgendaAction, answer_is_due, answer_waits, open_promises_advice
from .questions import FOUNDING, founding_question, question_grid
from .relay import (
    JoinedLine,
    finish_sitting,
    joined_lines,
    plan_sitting,
    shift_at,
    start_relay,
    type_in_card,
)
from .steps import FULL_PACE, SHORT_PACE, TITLES, Step

__all__ = [
    "DAYS_TO_DO",
    "FOUNDING",
    "FULL_PACE",
    "SHORT_PACE",
    "TITLES",
    "Agenda",
    "AgendaAction",
    "FairMark",
    "JoinedLine",
    "MeasureChoice",
    "MeasurePlan",
    "Plan",
    "Step",
    "TrendPoint",
    "answer_is_due",
    "answer_waits",
    "ask_survey_where_due",
    "day_in_year",
    "evidence_due",
    "finish_sitting",
    "founding_question",
    "joined_lines",
    "leaders",
    "make_plan",
    "next_topic",
    "open_promises_advice",
    "outlook",
    "outlook_sentence",
    "parse_due",
    "plan_from_json",
    "plan_sitting",
    "prepare",
    "prepare_on",
    "question_grid",
    "set_leaders",
    "shift_at",
    "start_relay",
    "survey_answer",
    "type_in_card",
]
