"""Survey files in: recognise, read, and say what was not understood."""
