CREATE TABLE mapping (
    batch_id INTEGER NOT NULL,
    shape TEXT NOT NULL,
    layout TEXT NOT NULL,
    sheet TEXT NOT NULL,
    columns TEXT NOT NULL,
    mapping TEXT NOT NULL,
    file TEXT NOT NULL,
    CONSTRAINT pk_mapping PRIMARY KEY (batch_id),
    CONSTRAINT fk_mapping_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
)

CREATE INDEX ix_mapping_shape ON mapping (shape)

CREATE TABLE set_aside (
    id SERIAL NOT NULL,
    batch_id INTEGER NOT NULL,
    from_batch INTEGER NOT NULL,
    unit_id INTEGER,
    "table" TEXT NOT NULL,
    row_id INTEGER,
    content TEXT NOT NULL,
    CONSTRAINT pk_set_aside PRIMARY KEY (id),
    CONSTRAINT fk_set_aside_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
    CONSTRAINT fk_set_aside_from_batch FOREIGN KEY(from_batch) REFERENCES batch (id),
    CONSTRAINT fk_set_aside_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_set_aside_batch_id ON set_aside (batch_id)

CREATE INDEX ix_set_aside_from_batch ON set_aside (from_batch)

CREATE TABLE comment_heard (
    comment_id INTEGER NOT NULL,
    rules TEXT NOT NULL,
    tone TEXT NOT NULL,
    specific INTEGER NOT NULL,
    themes TEXT NOT NULL,
    CONSTRAINT pk_comment_heard PRIMARY KEY (comment_id),
    CONSTRAINT fk_comment_heard_comment_id FOREIGN KEY(comment_id) REFERENCES comment (id) ON DELETE CASCADE
)

ALTER TABLE unit_alias
    ADD COLUMN from_month INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN created_by_batch INTEGER,
    DROP CONSTRAINT uq_unit_alias_facility_id_site_name,
    ADD CONSTRAINT uq_unit_alias_facility_id_site_name_from_month UNIQUE (facility_id, site, name, from_month)

ALTER TABLE unit_alias ALTER COLUMN from_month DROP DEFAULT
