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
    e.value ->> 'label' AS label, e.value ->> 'wording' AS wording
  FROM item i JOIN instrument q ON q.id = i.instrument_id
    CROSS JOIN LATERAL jsonb_array_elements(q.definition::jsonb -> 'items') e
  WHERE e.value ->> 'key' = i.key

CREATE VIEW answer_choices AS
  SELECT i.id AS item_id, q.key AS questionnaire, i.key AS item,
    (a.value ->> 0)::integer AS value, a.value ->> 1 AS answer, a.value ->> 2 AS box,
    (a.value ->> 3)::double precision AS score
  FROM item i JOIN instrument q ON q.id = i.instrument_id
    CROSS JOIN LATERAL jsonb_array_elements(q.definition::jsonb -> 'items') e
    CROSS JOIN LATERAL jsonb_array_elements(
      q.definition::jsonb -> 'scales' -> (e.value ->> 'scale')::integer -> 'answers') a
  WHERE e.value ->> 'key' = i.key

CREATE VIEW measures AS
  SELECT q.key AS questionnaire, m.value ->> 0 AS measure, m.value ->> 1 AS label,
    k.value AS item
  FROM instrument q CROSS JOIN LATERAL jsonb_array_elements(q.definition::jsonb -> 'measures') m
    CROSS JOIN LATERAL jsonb_array_elements_text(m.value -> 2) k

CREATE VIEW surveys AS
  SELECT r.id AS survey_id, r.unit_id AS unit_id, u.name AS unit, f.name AS facility,
    q.key AS questionnaire, CASE WHEN r.month = 0 THEN NULL ELSE lpad((r.month / 12)::text, 4, '0') || '-' || lpad((mod(r.month, 12) + 1)::text, 2, '0') END AS month,
    to_char(DATE '1970-01-01' + r.discharged, 'YYYY-MM-DD') AS discharged_on,
    to_char(DATE '1970-01-01' + r.received, 'YYYY-MM-DD') AS received_on, r.mode AS mode, r.batch_id AS import_id
  FROM response r JOIN unit u ON u.id = r.unit_id JOIN facility f ON f.id = r.facility_id
    JOIN instrument q ON q.id = r.instrument_id

CREATE VIEW answers AS
  WITH packed AS (
    SELECT r.id AS survey_id, r.unit_id AS unit_id, r.facility_id AS facility_id,
      r.month AS month, i.id AS item_id, i.key AS item,
      get_byte(r.answers, i.position) AS value
    FROM response r JOIN item i ON i.instrument_id = r.instrument_id
    WHERE length(r.answers) > i.position
  ), choice AS MATERIALIZED (
    SELECT item_id, value, answer, box, score FROM answer_choices
  )
  SELECT p.survey_id AS survey_id, p.unit_id AS unit_id, u.name AS unit, f.name AS facility,
    CASE WHEN p.month = 0 THEN NULL ELSE lpad((p.month / 12)::text, 4, '0') || '-' || lpad((mod(p.month, 12) + 1)::text, 2, '0') END AS month,
    p.item_id AS item_id, p.item AS item, p.value AS value,
    CASE p.value WHEN 200 THEN 'not applicable' WHEN 201 THEN 'no answer' ELSE c.answer END
      AS answer,
    c.box AS box, c.score AS score
  FROM packed p JOIN unit u ON u.id = p.unit_id JOIN facility f ON f.id = p.facility_id
    LEFT JOIN choice c ON c.item_id = p.item_id AND c.value = p.value
  WHERE p.value <> 0

CREATE VIEW tallies AS
  SELECT t.unit_id AS unit_id, u.name AS unit, f.name AS facility, q.key AS questionnaire,
    t.item_id AS item_id, i.key AS item, CASE WHEN t.month = 0 THEN NULL ELSE lpad((t.month / 12)::text, 4, '0') || '-' || lpad((mod(t.month, 12) + 1)::text, 2, '0') END AS month,
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
