CREATE TABLE table_digest (
    name TEXT NOT NULL,
    rows INTEGER NOT NULL,
    total INTEGER NOT NULL,
    CONSTRAINT pk_table_digest PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE audit (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id)
)
 STRICT

CREATE TRIGGER audit_before_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END

CREATE TRIGGER audit_before_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END
