"""What an analysis could not do, and what to do instead."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "adjuster-in-measure": (
        N_("{measure} can't be adjusted by its own question {questions}."),
        N_("Adjust by questions about the patient, such as age or overall health."),
    ),
    "adjusters-not-together": (
        N_("No questionnaire asks {measure} together with {questions_asked}."),
        N_("You can adjust by: {known}."),
    ),
    "impossible-counts": (
        N_("The stored counts don't add up, so nothing is shown."),
        N_("Run “check”. Then restore a backup, or undo the import and repeat it."),
    ),
    "impossible-difference": (
        N_("The smallest difference must be 0 or more."),
        N_("Leave it out to use the default."),
    ),
    "impossible-k": (
        N_("K must be 1 or more."),
        N_("Leave it out to use the default."),
    ),
    "impossible-p-value": (
        N_("--p-value must be between 0 and 1."),
        N_("Leave it out to use the default."),
    ),
    "impossible-share-of-scale": (
        N_("The share of the scale must be between 0 and 1."),
        N_("Leave it out to use the default."),
    ),
    "impossible-smoothing": (
        N_("Smoothing must be a number of surveys, 0 or more."),
        N_("Leave it out to use the default."),
    ),
    "impossible-volume": (
        N_("Surveys a month must be more than 0."),
        N_("Leave it out to use the unit's own number."),
    ),
    "impossible-wished-change": (
        N_("A goal must be between 0 and 100 points."),
        N_("Ten points is usual: 10."),
    ),
    "too-many-ticks": (
        N_("You can choose up to {limit} benchmarks."),
        N_("Choose fewer."),
    ),
    "unknown-adjuster": (
        N_("There is no question “{question}” to adjust by."),
        N_("You can adjust by: {known}."),
    ),
    "unknown-area": (
        N_("There are no published scores for “{area}”."),
        N_("Write it like state:VT."),
    ),
    "percentiles-column": (
        N_("The table of percentiles lacks the column “{column}”."),
        N_("Its columns are measure, score, and percentile."),
    ),
    "percentiles-number": (
        N_("The table of percentiles has no number from 0 to 100 in row {row}."),
        N_("Write scores and percentiles as numbers, such as 62.5."),
    ),
    "percentiles-order": (
        N_("In the table of percentiles, ranks of {measure} don't rise with the scores."),
        N_("Give each score once, and higher scores the same rank or a higher one."),
    ),
    "percentiles-unreadable": (
        N_("The table of percentiles can't be read."),
        N_("Save it as CSV in UTF-8."),
    ),
    "unknown-case-mix-grouping": (
        N_("There is no grouping “{grouping}”."),
        N_("unit, facility"),
    ),
    "unknown-comparison": (
        N_("There is no comparison with “{against}”."),
        N_("Choose one of: {choices}."),
    ),
    "unknown-edition": (
        N_("There is no star table “{edition}”."),
        N_("Available: {known}."),
    ),
    "unknown-rules": (
        N_("There are no rules called “{rules}”."),
        N_("Choose one of: {known}."),
    ),
    "unknown-score": (
        N_("There is no score “{score}”."),
        N_("top_box or mean"),
    ),
    "unknown-trait": (
        N_("There is no grouping “{trait}”."),
        N_("Choose one of: {traits}."),
    ),
    "unknown-trend-step": (
        N_("There is no step “{step}”."),
        N_("month or quarter"),
    ),
    "unknown-weights": (
        N_("There are no weights “{weights}”."),
        N_("alike, surveys"),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
