"""The index that finds comments by their words: part of the schema, in each database's own way.

Both split text into words of any script, fold capitals and keep accents, so that a search finds
the same comments in either.
"""

from __future__ import annotations

SQLITE = (
    "CREATE VIRTUAL TABLE comment_words USING fts5(text, content='comment', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    # Words of a deleted comment leave the index at once, not at its next merge.
    "INSERT INTO comment_words(comment_words, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER comment_words_after_insert AFTER INSERT ON comment BEGIN "
    "INSERT INTO comment_words(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER comment_words_after_delete AFTER DELETE ON comment BEGIN "
    "INSERT INTO comment_words(comment_words, rowid, text) "
    "VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER comment_words_after_update AFTER UPDATE OF text ON comment BEGIN "
    "INSERT INTO comment_words(comment_words, rowid, text) "
    "VALUES ('delete', old.id, old.text); "
    "INSERT INTO comment_words(rowid, text) VALUES (new.id, new.text); END",
)

INDEXED_CHARACTERS = 200_000
"""PostgreSQL refuses to index more than a megabyte of words of one text."""

WORDS = f"to_tsvector('simple', left(text, {INDEXED_CHARACTERS}))"
"""The indexed expression; a search on PostgreSQL must use these very words."""

POSTGRES = (f"CREATE INDEX ix_comment_words ON comment USING gin ({WORDS})",)


def full_text_statements(dialect: str) -> tuple[str, ...]:
    """Return the statements that make the index on an existing `comment` table."""
    return POSTGRES if dialect == "postgresql" else SQLITE
