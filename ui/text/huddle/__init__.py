"""Every sentence of the huddle: its frame, its steps, the promise it makes, and its papers."""
