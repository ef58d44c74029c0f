"""Pages for print and PDF."""
