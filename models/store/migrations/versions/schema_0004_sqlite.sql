CREATE VIEW units AS
  SELECT u.id AS unit_id, u.name AS unit, f.name AS facility, u.site AS site, u.type AS type,
    u.closed_on AS closed_on
  FROM unit u JOIN facility f ON f.id = u.facility_id

CREATE VIEW imports AS
  SELECT b.id AS import_id, b.file AS file, b.format AS format, b.instrument AS questionnaire,
    b.imported AS imported_at, b.undone AS undone_at, b.rows_read AS rows_read,
    b.responses_added AS surveys_added, b.tallies_added AS counts_added,
    b.duplicates_skipped AS duplicates_skipped, b.rows_rejected AS rows_rejected
  FROM batch b

CREATE VIEW questions AS
  SELECT i.id AS item_id, q.key AS questionnaire, i.key AS item,
    json_extract(e.value, '$.label') AS label, json_extract(e.value, '$.wording') AS wording
  FROM item i JOIN instrument q ON q.id = i.instrument_id
    JOIN json_each(q.definition, '$.items') e ON json_extract(e.value, '$.key') = i.key

CREATE VIEW answer_choices AS
  SELECT i.id AS item_id, q.key AS questionnaire, i.key AS item,
    json_extract(a.value, '$[0]') AS value, json_extract(a.value, '$[1]') AS answer,
    json_extract(a.value, '$[2]') AS box, json_extract(a.value, '$[3]') AS score
  FROM item i JOIN instrument q ON q.id = i.instrument_id
    JOIN json_each(q.definition, '$.items') e ON json_extract(e.value, '$.key') = i.key
    JOIN json_each(q.definition, '$.scales[' || json_extract(e.value, '$.scale') || '].answers') a

CREATE VIEW measures AS
  SELECT q.key AS questionnaire, json_extract(m.value, '$[0]') AS measure,
    json_extract(m.value, '$[1]') AS label, k.value AS item
  FROM instrument q JOIN json_each(q.definition, '$.measures') m
    JOIN json_each(m.value, '$[2]') k

CREATE VIEW surveys AS
  SELECT r.id AS survey_id, r.unit_id AS unit_id, u.name AS unit, f.name AS facility,
    q.key AS questionnaire, CASE WHEN r.month = 0 THEN NULL ELSE printf('%04d-%02d', r.month / 12, r.month % 12 + 1) END AS month,
    date(r.discharged * 86400, 'unixepoch') AS discharged_on,
    date(r.received * 86400, 'unixepoch') AS received_on, r.mode AS mode, r.batch_id AS import_id
  FROM response r JOIN unit u ON u.id = r.unit_id JOIN facility f ON f.id = r.facility_id
    JOIN instrument q ON q.id = r.instrument_id

CREATE VIEW answers AS
  WITH packed AS (
    SELECT r.id AS survey_id, r.unit_id AS unit_id, r.facility_id AS facility_id,
      r.month AS month, i.id AS item_id, i.key AS item,
      (instr('0123456789ABCDEF', substr(hex(substr(r.answers, i.position + 1, 1)), 1, 1)) - 1) * 16
      + instr('0123456789ABCDEF', substr(hex(substr(r.answers, i.position + 1, 1)), 2, 1)) - 1 AS value
    FROM response r JOIN item i ON i.instrument_id = r.instrument_id
    WHERE length(r.answers) > i.position
  ), choice AS MATERIALIZED (
    SELECT item_id, value, answer, box, score FROM answer_choices
  )
  SELECT p.survey_id AS survey_id, p.unit_id AS unit_id, u.name AS unit, f.name AS facility,
    CASE WHEN p.month = 0 THEN NULL ELSE printf('%04d-%02d', p.month / 12, p.month % 12 + 1) END AS month,
    p.item_id AS item_id, p.item AS item, p.value AS value,
    CASE p.value WHEN 200 THEN 'not applicable' WHEN 201 THEN 'no answer' ELSE c.answer END
      AS answer,
    c.box AS box, c.score AS score
  FROM packed p JOIN unit u ON u.id = p.unit_id JOIN facility f ON f.id = p.facility_id
    LEFT JOIN choice c ON c.item_id = p.item_id AND c.value = p.value
  WHERE p.value <> 0

CREATE VIEW tallies AS
  SELECT t.unit_id AS unit_id, u.name AS unit, f.name AS facility, q.key AS questionnaire,
    t.item_id AS item_id, i.key AS item, CASE WHEN t.month = 0 THEN NULL ELSE printf('%04d-%02d', t.month / 12, t.month % 12 + 1) END AS month,
    t.value AS value,
    CASE t.value WHEN 200 THEN 'not applicable' WHEN 201 THEN 'no answer' ELSE c.answer END
      AS answer,
    c.box AS box, SUM(t.count) AS count
  FROM tally t JOIN unit u ON u.id = t.unit_id JOIN facility f ON f.id = u.facility_id
    JOIN item i ON i.id = t.item_id JOIN instrument q ON q.id = i.instrument_id
    LEFT JOIN answer_choices c ON c.item_id = t.item_id AND c.value = t.value
  GROUP BY t.unit_id, u.name, f.name, q.key, t.item_id, i.key, t.month, t.value, c.answer, c.box

CREATE VIEW actions AS
  SELECT a.id AS action_id, a.unit_id AS unit_id, u.name AS unit, f.name AS facility,
    a.measure AS measure, a.what AS what, a.owner AS owner, a.due AS due_on,
    a.status AS status, a.why AS why, a.until AS look_again_on, a.huddle_id AS huddle_id,
    a.created AS created_at, a.changed AS changed_at, a.evidence_due AS result_expected_on
  FROM action a JOIN unit u ON u.id = a.unit_id JOIN facility f ON f.id = u.facility_id

CREATE VIEW huddles AS
  SELECT h.id AS huddle_id, h.unit_id AS unit_id, u.name AS unit, f.name AS facility,
    h.kind AS kind, h.started AS started_at, h.ended AS ended_at, h.seconds AS seconds,
    h.measure AS measure, h.guess AS guess, h.guess_of AS guess_of, h.truth AS truth,
    h.thumbs_up AS thumbs_up, h.thumbs_down AS thumbs_down,
    (SELECT COUNT(*) FROM huddle_line l WHERE l.huddle_id = h.id) AS ideas,
    (SELECT COUNT(*) FROM action a WHERE a.huddle_id = h.id) AS actions
  FROM huddle h JOIN unit u ON u.id = h.unit_id JOIN facility f ON f.id = u.facility_id
