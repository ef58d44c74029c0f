"""The huddle on the shared screen."""
