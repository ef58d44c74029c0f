"""What the program says of invented units whose truth is known, counted.

One module for each question a manager asks. Each has `scenarios()`, which returns its rows of
the table; `QUESTIONS` lists the modules. `make simulate` prints the whole table with the long
repetitions; the tests run a short one.
"""

QUESTIONS = (
    "evidence",
    "trend",
    "compare",
    "funnel",
    "priorities",
    "case_mix",
    "small_cells",
    "one_voice",
)
"""The modules of this package that have `scenarios()`, in the order of the table."""
