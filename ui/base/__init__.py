"""What every part of the window needs: theme, jobs, live data, the context of a page."""
