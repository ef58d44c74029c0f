CREATE TABLE table_digest (
    name TEXT NOT NULL,
    rows BIGINT NOT NULL,
    total BIGINT NOT NULL,
    CONSTRAINT pk_table_digest PRIMARY KEY (name)
)

CREATE TABLE audit (
    id SERIAL NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id)
)

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$

CREATE TRIGGER audit_before_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
