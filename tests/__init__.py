"""The tests, as a package of their own: some libraries bring one of the same name."""
