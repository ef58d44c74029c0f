"""One survey file as one batch: dry run, import, undo."""
