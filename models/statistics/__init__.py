"""Pure functions on numbers: no I/O, no clock. Each names its source; published figures test it."""
