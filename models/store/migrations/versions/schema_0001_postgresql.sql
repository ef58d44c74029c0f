CREATE TABLE batch (
    id SERIAL NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    instrument TEXT,
    sheet TEXT,
    imported TEXT NOT NULL,
    undone TEXT,
    rows_read INTEGER NOT NULL,
    responses_added INTEGER NOT NULL,
    tallies_added INTEGER NOT NULL,
    benchmarks_added INTEGER NOT NULL,
    duplicates_skipped INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL,
    cells_blanked INTEGER NOT NULL,
    units INTEGER NOT NULL,
    problems_total INTEGER NOT NULL,
    rows_sha256 TEXT,
    CONSTRAINT pk_batch PRIMARY KEY (id)
)

CREATE INDEX ix_batch_sha256 ON batch (sha256)

CREATE TABLE facility (
    id SERIAL NOT NULL,
    name TEXT NOT NULL,
    created_by_batch INTEGER,
    CONSTRAINT pk_facility PRIMARY KEY (id),
    CONSTRAINT uq_facility_name UNIQUE (name)
)

CREATE TABLE goal (
    unit_id INTEGER NOT NULL,
    measure TEXT NOT NULL,
    top_box DOUBLE PRECISION NOT NULL,
    CONSTRAINT pk_goal PRIMARY KEY (unit_id, measure)
)

CREATE TABLE instrument (
    id SERIAL NOT NULL,
    key TEXT NOT NULL,
    definition TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_instrument PRIMARY KEY (id),
    CONSTRAINT uq_instrument_key UNIQUE (key)
)

CREATE TABLE promise (
    id SERIAL NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    retired TEXT,
    CONSTRAINT pk_promise PRIMARY KEY (id)
)

CREATE TABLE setting (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (key)
)

CREATE TABLE benchmark (
    id SERIAL NOT NULL,
    batch_id INTEGER NOT NULL,
    level TEXT NOT NULL,
    area TEXT NOT NULL,
    area_name TEXT NOT NULL,
    state TEXT NOT NULL,
    published_id TEXT NOT NULL,
    measure TEXT NOT NULL,
    item TEXT NOT NULL,
    statistic TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    first_month INTEGER NOT NULL,
    last_month INTEGER NOT NULL,
    completes TEXT NOT NULL,
    footnote TEXT NOT NULL,
    CONSTRAINT pk_benchmark PRIMARY KEY (id),
    CONSTRAINT uq_benchmark_level_area_published_id_statistic_first_mo_e9b8 UNIQUE (level, area, published_id, statistic, first_month, last_month),
    CONSTRAINT fk_benchmark_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
)

CREATE INDEX ix_benchmark_batch_id ON benchmark (batch_id)

CREATE TABLE item (
    id SERIAL NOT NULL,
    instrument_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_item PRIMARY KEY (id),
    CONSTRAINT uq_item_instrument_id_key UNIQUE (instrument_id, key),
    CONSTRAINT fk_item_instrument_id FOREIGN KEY(instrument_id) REFERENCES instrument (id)
)

CREATE TABLE problem (
    id SERIAL NOT NULL,
    batch_id INTEGER NOT NULL,
    sheet TEXT,
    row INTEGER,
    "column" TEXT,
    value TEXT,
    reason TEXT NOT NULL,
    CONSTRAINT pk_problem PRIMARY KEY (id),
    CONSTRAINT fk_problem_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
)

CREATE INDEX ix_problem_batch_id ON problem (batch_id)

CREATE TABLE promise_measure (
    measure TEXT NOT NULL,
    promise_id INTEGER NOT NULL,
    CONSTRAINT pk_promise_measure PRIMARY KEY (measure),
    CONSTRAINT fk_promise_measure_promise_id FOREIGN KEY(promise_id) REFERENCES promise (id)
)

CREATE INDEX ix_promise_measure_promise_id ON promise_measure (promise_id)

CREATE TABLE unit (
    id SERIAL NOT NULL,
    facility_id INTEGER NOT NULL,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    closed_on TEXT,
    created_by_batch INTEGER,
    CONSTRAINT pk_unit PRIMARY KEY (id),
    CONSTRAINT uq_unit_facility_id_site_name UNIQUE (facility_id, site, name),
    CONSTRAINT fk_unit_facility_id FOREIGN KEY(facility_id) REFERENCES facility (id)
)

CREATE TABLE action (
    id SERIAL NOT NULL,
    unit_id INTEGER NOT NULL,
    measure TEXT NOT NULL,
    what TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL,
    status TEXT NOT NULL,
    why TEXT NOT NULL,
    until TEXT,
    huddle_id INTEGER,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    evidence_due TEXT,
    CONSTRAINT pk_action PRIMARY KEY (id),
    CONSTRAINT fk_action_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_action_unit_id ON action (unit_id)

CREATE TABLE behavior (
    id SERIAL NOT NULL,
    promise_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    retired TEXT,
    CONSTRAINT pk_behavior PRIMARY KEY (id),
    CONSTRAINT fk_behavior_promise_id FOREIGN KEY(promise_id) REFERENCES promise (id),
    CONSTRAINT fk_behavior_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_behavior_promise_id ON behavior (promise_id)

CREATE INDEX ix_behavior_unit_id ON behavior (unit_id)

CREATE TABLE bright_spot (
    id SERIAL NOT NULL,
    unit_id INTEGER NOT NULL,
    digest TEXT NOT NULL,
    card TEXT NOT NULL,
    taken_in TEXT NOT NULL,
    CONSTRAINT pk_bright_spot PRIMARY KEY (id),
    CONSTRAINT uq_bright_spot_unit_id_digest UNIQUE (unit_id, digest),
    CONSTRAINT fk_bright_spot_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE TABLE composite_tally (
    unit_id INTEGER NOT NULL,
    instrument_id INTEGER NOT NULL,
    measure TEXT NOT NULL,
    month INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    CONSTRAINT pk_composite_tally PRIMARY KEY (unit_id, instrument_id, measure, month, batch_id),
    CONSTRAINT fk_composite_tally_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_composite_tally_instrument_id FOREIGN KEY(instrument_id) REFERENCES instrument (id),
    CONSTRAINT fk_composite_tally_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
)

CREATE INDEX ix_composite_tally_batch_id ON composite_tally (batch_id)

CREATE TABLE count_source (
    id SERIAL NOT NULL,
    batch_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    instrument_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    occurrence INTEGER NOT NULL,
    digest TEXT NOT NULL,
    responses INTEGER,
    CONSTRAINT pk_count_source PRIMARY KEY (id),
    CONSTRAINT uq_count_source_unit_id_instrument_id_month_occurrence UNIQUE (unit_id, instrument_id, month, occurrence),
    CONSTRAINT fk_count_source_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
    CONSTRAINT fk_count_source_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_count_source_instrument_id FOREIGN KEY(instrument_id) REFERENCES instrument (id)
)

CREATE INDEX ix_count_source_batch_id ON count_source (batch_id)

CREATE TABLE facility_tally (
    facility_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    value INTEGER NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_facility_tally PRIMARY KEY (facility_id, item_id, month, value),
    CONSTRAINT fk_facility_tally_facility_id FOREIGN KEY(facility_id) REFERENCES facility (id),
    CONSTRAINT fk_facility_tally_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)

CREATE TABLE pair_tally (
    unit_id INTEGER NOT NULL,
    item_a INTEGER NOT NULL,
    item_b INTEGER NOT NULL,
    month INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    "both" INTEGER NOT NULL,
    both_top INTEGER NOT NULL,
    a_top INTEGER NOT NULL,
    b_top INTEGER NOT NULL,
    CONSTRAINT pk_pair_tally PRIMARY KEY (unit_id, item_a, item_b, month, batch_id),
    CONSTRAINT fk_pair_tally_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_pair_tally_item_a FOREIGN KEY(item_a) REFERENCES item (id),
    CONSTRAINT fk_pair_tally_item_b FOREIGN KEY(item_b) REFERENCES item (id),
    CONSTRAINT fk_pair_tally_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
)

CREATE INDEX ix_pair_tally_batch_id ON pair_tally (batch_id)

CREATE TABLE relay (
    id SERIAL NOT NULL,
    unit_id INTEGER NOT NULL,
    measure TEXT NOT NULL,
    item TEXT NOT NULL,
    question TEXT NOT NULL,
    opened TEXT NOT NULL,
    closed TEXT,
    CONSTRAINT pk_relay PRIMARY KEY (id),
    CONSTRAINT fk_relay_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_relay_unit_id ON relay (unit_id)

CREATE TABLE response (
    id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    facility_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    instrument_id INTEGER NOT NULL,
    survey_key TEXT NOT NULL,
    month INTEGER NOT NULL,
    discharged INTEGER,
    received INTEGER,
    mode TEXT,
    answers BYTEA NOT NULL,
    CONSTRAINT pk_response PRIMARY KEY (id),
    CONSTRAINT uq_response_facility_id_instrument_id_survey_key UNIQUE (facility_id, instrument_id, survey_key),
    CONSTRAINT fk_response_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
    CONSTRAINT fk_response_facility_id FOREIGN KEY(facility_id) REFERENCES facility (id),
    CONSTRAINT fk_response_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_response_instrument_id FOREIGN KEY(instrument_id) REFERENCES instrument (id)
)

CREATE TABLE survey_tally (
    unit_id INTEGER NOT NULL,
    instrument_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    mode TEXT NOT NULL,
    batch_id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_survey_tally PRIMARY KEY (unit_id, instrument_id, month, mode, batch_id),
    CONSTRAINT fk_survey_tally_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_survey_tally_instrument_id FOREIGN KEY(instrument_id) REFERENCES instrument (id),
    CONSTRAINT fk_survey_tally_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
)

CREATE INDEX ix_survey_tally_batch_id ON survey_tally (batch_id)

CREATE TABLE tally (
    unit_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    value INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_tally PRIMARY KEY (unit_id, item_id, month, value, batch_id),
    CONSTRAINT fk_tally_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_tally_item_id FOREIGN KEY(item_id) REFERENCES item (id),
    CONSTRAINT fk_tally_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
)

CREATE INDEX ix_tally_batch_id ON tally (batch_id)

CREATE TABLE unit_alias (
    id SERIAL NOT NULL,
    facility_id INTEGER NOT NULL,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    unit_id INTEGER NOT NULL,
    CONSTRAINT pk_unit_alias PRIMARY KEY (id),
    CONSTRAINT uq_unit_alias_facility_id_site_name UNIQUE (facility_id, site, name),
    CONSTRAINT fk_unit_alias_facility_id FOREIGN KEY(facility_id) REFERENCES facility (id),
    CONSTRAINT fk_unit_alias_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_unit_alias_unit_id ON unit_alias (unit_id)

CREATE TABLE unit_name (
    unit_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_unit_name PRIMARY KEY (unit_id, name),
    CONSTRAINT fk_unit_name_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE TABLE action_change (
    id SERIAL NOT NULL,
    action_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT,
    after TEXT,
    CONSTRAINT pk_action_change PRIMARY KEY (id),
    CONSTRAINT fk_action_change_action_id FOREIGN KEY(action_id) REFERENCES action (id)
)

CREATE INDEX ix_action_change_action_id ON action_change (action_id)

CREATE TABLE action_outcome (
    id SERIAL NOT NULL,
    action_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    "end" TEXT NOT NULL,
    sentence TEXT NOT NULL,
    know_by TEXT,
    CONSTRAINT pk_action_outcome PRIMARY KEY (id),
    CONSTRAINT fk_action_outcome_action_id FOREIGN KEY(action_id) REFERENCES action (id)
)

CREATE INDEX ix_action_outcome_action_id ON action_outcome (action_id)

CREATE TABLE behavior_week (
    unit_id INTEGER NOT NULL,
    week TEXT NOT NULL,
    behavior_id INTEGER NOT NULL,
    CONSTRAINT pk_behavior_week PRIMARY KEY (unit_id, week),
    CONSTRAINT fk_behavior_week_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_behavior_week_behavior_id FOREIGN KEY(behavior_id) REFERENCES behavior (id)
)

CREATE TABLE comment (
    id SERIAL NOT NULL,
    batch_id INTEGER NOT NULL,
    response_id INTEGER,
    unit_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    question TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_comment PRIMARY KEY (id),
    CONSTRAINT fk_comment_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
    CONSTRAINT fk_comment_response_id FOREIGN KEY(response_id) REFERENCES response (id),
    CONSTRAINT fk_comment_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_comment_batch_id ON comment (batch_id)

CREATE INDEX ix_comment_response_id ON comment (response_id)

CREATE INDEX ix_comment_unit_id_month ON comment (unit_id, month)

CREATE TABLE doing (
    id SERIAL NOT NULL,
    unit_id INTEGER NOT NULL,
    week TEXT NOT NULL,
    action_id INTEGER,
    behavior_id INTEGER,
    at TEXT NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_doing PRIMARY KEY (id),
    CONSTRAINT fk_doing_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_doing_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_doing_behavior_id FOREIGN KEY(behavior_id) REFERENCES behavior (id)
)

CREATE INDEX ix_doing_unit_id_week ON doing (unit_id, week)

CREATE TABLE thread_tick (
    action_id INTEGER NOT NULL,
    part TEXT NOT NULL,
    line INTEGER NOT NULL,
    room INTEGER NOT NULL,
    public INTEGER NOT NULL,
    CONSTRAINT pk_thread_tick PRIMARY KEY (action_id, part, line),
    CONSTRAINT fk_thread_tick_action_id FOREIGN KEY(action_id) REFERENCES action (id)
)

CREATE TABLE comment_release (
    id SERIAL NOT NULL,
    comment_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    withdrawn TEXT,
    CONSTRAINT pk_comment_release PRIMARY KEY (id),
    CONSTRAINT fk_comment_release_comment_id FOREIGN KEY(comment_id) REFERENCES comment (id) ON DELETE CASCADE
)

CREATE INDEX ix_comment_release_comment_id ON comment_release (comment_id)

CREATE TABLE comment_theme (
    comment_id INTEGER NOT NULL,
    theme TEXT NOT NULL,
    verdict TEXT NOT NULL,
    CONSTRAINT pk_comment_theme PRIMARY KEY (comment_id, theme),
    CONSTRAINT fk_comment_theme_comment_id FOREIGN KEY(comment_id) REFERENCES comment (id) ON DELETE CASCADE
)

CREATE INDEX ix_comment_theme_theme ON comment_theme (theme)

CREATE TABLE comment_triage (
    id SERIAL NOT NULL,
    comment_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    undone TEXT,
    CONSTRAINT pk_comment_triage PRIMARY KEY (id),
    CONSTRAINT fk_comment_triage_comment_id FOREIGN KEY(comment_id) REFERENCES comment (id) ON DELETE CASCADE
)

CREATE INDEX ix_comment_triage_comment_id ON comment_triage (comment_id)

CREATE TABLE huddle (
    id SERIAL NOT NULL,
    unit_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    seconds INTEGER,
    at_ms INTEGER NOT NULL,
    step TEXT NOT NULL,
    leader TEXT NOT NULL,
    shift TEXT NOT NULL,
    roles TEXT NOT NULL,
    measure TEXT NOT NULL,
    item TEXT NOT NULL,
    question TEXT NOT NULL,
    bright INTEGER NOT NULL,
    praise INTEGER,
    relay_id INTEGER,
    plan TEXT NOT NULL,
    guess INTEGER,
    guess_of INTEGER,
    truth INTEGER,
    thumbs_up INTEGER NOT NULL,
    thumbs_down INTEGER NOT NULL,
    CONSTRAINT pk_huddle PRIMARY KEY (id),
    CONSTRAINT fk_huddle_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_huddle_praise FOREIGN KEY(praise) REFERENCES comment (id) ON DELETE SET NULL,
    CONSTRAINT fk_huddle_relay_id FOREIGN KEY(relay_id) REFERENCES relay (id)
)

CREATE INDEX ix_huddle_praise ON huddle (praise)

CREATE INDEX ix_huddle_relay_id ON huddle (relay_id)

CREATE INDEX ix_huddle_unit_id_started ON huddle (unit_id, started)

CREATE TABLE huddle_event (
    huddle_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    CONSTRAINT pk_huddle_event PRIMARY KEY (huddle_id, seq),
    CONSTRAINT fk_huddle_event_huddle_id FOREIGN KEY(huddle_id) REFERENCES huddle (id)
)

CREATE TABLE huddle_line (
    id SERIAL NOT NULL,
    huddle_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    role TEXT NOT NULL,
    shift TEXT NOT NULL,
    lens TEXT NOT NULL,
    votes INTEGER NOT NULL,
    CONSTRAINT pk_huddle_line PRIMARY KEY (id),
    CONSTRAINT uq_huddle_line_huddle_id_number UNIQUE (huddle_id, number),
    CONSTRAINT fk_huddle_line_huddle_id FOREIGN KEY(huddle_id) REFERENCES huddle (id)
)

CREATE TABLE huddle_text (
    huddle_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_huddle_text PRIMARY KEY (huddle_id, key),
    CONSTRAINT fk_huddle_text_huddle_id FOREIGN KEY(huddle_id) REFERENCES huddle (id)
)

CREATE TABLE action_link (
    action_id INTEGER NOT NULL,
    promise_id INTEGER,
    comment_id INTEGER,
    line_id INTEGER,
    item TEXT NOT NULL,
    question TEXT NOT NULL,
    lens TEXT NOT NULL,
    theirs INTEGER NOT NULL,
    bright INTEGER NOT NULL,
    escalated_to TEXT NOT NULL,
    reply_due TEXT,
    CONSTRAINT pk_action_link PRIMARY KEY (action_id),
    CONSTRAINT fk_action_link_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_action_link_promise_id FOREIGN KEY(promise_id) REFERENCES promise (id),
    CONSTRAINT fk_action_link_comment_id FOREIGN KEY(comment_id) REFERENCES comment (id) ON DELETE SET NULL,
    CONSTRAINT fk_action_link_line_id FOREIGN KEY(line_id) REFERENCES huddle_line (id)
)

CREATE INDEX ix_action_link_comment_id ON action_link (comment_id)

CREATE TABLE idea (
    id SERIAL NOT NULL,
    unit_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    measure TEXT NOT NULL,
    line_id INTEGER,
    parked INTEGER NOT NULL,
    created TEXT NOT NULL,
    state TEXT NOT NULL,
    changed TEXT NOT NULL,
    CONSTRAINT pk_idea PRIMARY KEY (id),
    CONSTRAINT fk_idea_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT uq_idea_line_id UNIQUE (line_id),
    CONSTRAINT fk_idea_line_id FOREIGN KEY(line_id) REFERENCES huddle_line (id)
)

CREATE INDEX ix_idea_unit_id_state ON idea (unit_id, state)

CREATE INDEX ix_comment_words ON comment USING gin (to_tsvector('simple', left(text, 200000)))
