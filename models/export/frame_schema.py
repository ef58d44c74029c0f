"""What each DataFrame of `models.export.frames` holds: column, dtype, meaning."""

from __future__ import annotations

TEXT, WHOLE, REAL, YES_NO = "string", "Int64", "Float64", "boolean"
DAY, TIME = "datetime64", "datetime64, UTC"

Columns = dict[str, tuple[str, str]]

_PLACE: Columns = {
    "unit_id": (WHOLE, "number of the unit in this database"),
    "unit": (TEXT, "name of the unit"),
    "facility": (TEXT, "name of the hospital"),
}

SURVEYS: Columns = {
    "survey_id": (WHOLE, "number of the survey in this database; no patient's id"),
    **_PLACE,
    "questionnaire": (TEXT, "key of the questionnaire, such as hcahps-2025"),
    "month": (TEXT, "month of discharge, else of receipt, as 2026-07; NA when undated"),
    "discharged_on": (DAY, "day of discharge"),
    "received_on": (DAY, "day on which the survey came back"),
    "mode": (TEXT, "how the patient answered, as the file says"),
    "import_id": (WHOLE, "the import that brought it"),
}

ANSWERS: Columns = {
    "survey_id": (WHOLE, "the survey, as in surveys"),
    **_PLACE,
    "month": (TEXT, "as in surveys"),
    "item_id": (WHOLE, "number of the question in this database"),
    "item": (TEXT, "key of the question"),
    "value": (WHOLE, "stored answer: 1 is worst; 200 not applicable, 201 no answer"),
    "answer": (TEXT, "words of the answer"),
    "box": (TEXT, "top, middle or bottom; outside has no place on the scale; NA is no answer"),
    "score": (REAL, "worth of the answer, 0-100; NA outside the scale"),
}

TALLIES: Columns = {
    **_PLACE,
    "questionnaire": (TEXT, "key of the questionnaire"),
    "item_id": (WHOLE, "number of the question in this database"),
    "item": (TEXT, "key of the question"),
    "month": (TEXT, "as in surveys"),
    "value": (WHOLE, "as in answers"),
    "answer": (TEXT, "words of the answer"),
    "box": (TEXT, "as in answers"),
    "count": (WHOLE, "patients who gave this answer"),
}

SHARED_TALLIES: Columns = {
    "unit": (TEXT, "name of the unit"),
    "facility": (TEXT, "name of the hospital"),
    "questionnaire": (TEXT, "key of the questionnaire"),
    "item": (TEXT, "key of the question"),
    "quarter": (TEXT, "quarter, as 2026-Q3; with too few answers joined, as 2026-Q2..2026-Q3"),
    "value": (WHOLE, "as in answers"),
    "answer": (TEXT, "words of the answer"),
    "box": (TEXT, "as in answers"),
    "count": (WHOLE, "patients who gave this answer; NA when hidden"),
    "answers": (WHOLE, "answers to the question in the quarter"),
}

RESULTS: Columns = {
    "unit": (TEXT, "name of the unit"),
    "facility": (TEXT, "name of the hospital"),
    "against": (TEXT, "whom it is compared with: rest, peers, all, earlier, nation …"),
    "from": (TEXT, "first month; NA for all data"),
    "to": (TEXT, "last month; NA for all data"),
    "measure": (TEXT, "key of the measure"),
    "label": (TEXT, "name of the measure"),
    "kind": (TEXT, "item or composite"),
    "unit_n": (WHOLE, "answers of the unit; NA below the floor"),
    "unit_top_box": (REAL, "share of best answers, 0-1"),
    "unit_low": (REAL, "lower end of its 95% interval"),
    "unit_high": (REAL, "upper end"),
    "unit_mean": (REAL, "mean score, 0-100"),
    "unit_too_few": (YES_NO, "fewer answers than the floor"),
    "other_n": (WHOLE, "answers of the other side; NA below the floor"),
    "other_top_box": (REAL, "its share of best answers"),
    "other_low": (REAL, "lower end of its 95% interval"),
    "other_high": (REAL, "upper end"),
    "other_mean": (REAL, "its mean score"),
    "other_too_few": (YES_NO, "fewer answers than the floor"),
    "difference": (REAL, "unit minus other, as a share"),
    "difference_low": (REAL, "lower end of its 95% interval"),
    "difference_high": (REAL, "upper end"),
    "p": (REAL, "p value of the difference"),
    "p_adjusted": (REAL, "p value corrected over the unit's measures"),
    "signal": (TEXT, "above, below, none or too_few"),
    "same_question": (YES_NO, "both sides were asked the same; NA unknown"),
    "same_period": (YES_NO, "both sides are of the same months"),
    "same_mode": (YES_NO, "both sides answered in the same ways"),
    "enough_answers": (YES_NO, "both sides have enough answers"),
    "unit_excluded": (YES_NO, "the unit is not part of the other side"),
}

ACTIONS: Columns = {
    "action_id": (WHOLE, "number of the action"),
    **_PLACE,
    "measure": (TEXT, "key of the measure it is to move; empty for none"),
    "what": (TEXT, "what is done"),
    "owner": (TEXT, "who sees to it"),
    "due_on": (DAY, "due day"),
    "status": (TEXT, "open, done, stopped, not_now or escalated"),
    "why": (TEXT, "why it was stopped, put off or passed on"),
    "look_again_on": (DAY, "day to look again at what was put off"),
    "huddle_id": (WHOLE, "the huddle it was made in"),
    "created_at": (TIME, "when it was made"),
    "changed_at": (TIME, "when it was last changed"),
    "result_expected_on": (DAY, "day on which its effect could show in the surveys"),
}

HUDDLES: Columns = {
    "huddle_id": (WHOLE, "number of the huddle"),
    **_PLACE,
    "kind": (TEXT, "full, short or card"),
    "started_at": (TIME, "when it began"),
    "ended_at": (TIME, "when it ended; NA while it goes on"),
    "seconds": (WHOLE, "how long it took"),
    "measure": (TEXT, "key of the measure it was about"),
    "guess": (WHOLE, "patients the room guessed"),
    "guess_of": (WHOLE, "patients the guess was about"),
    "truth": (WHOLE, "patients it really was"),
    "thumbs_up": (WHOLE, "thumbs up at the huddle check"),
    "thumbs_down": (WHOLE, "thumbs down"),
    "ideas": (WHOLE, "lines the room said"),
    "actions": (WHOLE, "actions made"),
}

MEASURES: Columns = {
    "questionnaire": (TEXT, "key of the questionnaire"),
    "measure": (TEXT, "key of the measure"),
    "label": (TEXT, "name of the measure"),
    "item": (TEXT, "key of a question of it"),
}

SCHEMA: dict[str, Columns] = {
    "surveys": SURVEYS,
    "answers": ANSWERS,
    "tallies": TALLIES,
    "shared_tallies": SHARED_TALLIES,
    "results": RESULTS,
    "actions": ACTIONS,
    "huddles": HUDDLES,
    "measures": MEASURES,
}
"""Frame → column → (dtype, meaning)."""
