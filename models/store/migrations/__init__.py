"""Steps from one schema version to the next, imported only when a database is behind."""
