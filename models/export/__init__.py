"""Tables, calendars and slides out."""
