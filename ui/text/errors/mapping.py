"""Why the columns of a file cannot be read as told, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "date_order_open/asked": (
        N_("{asked}"),
        N_("Answer with an option, or with --mapping; --json lists the questions."),
    ),
    "mapping/all-best": (
        N_("All answers are marked as best."),
        N_("Leave out at least one."),
    ),
    "mapping/answer-twice": (
        N_("An answer is listed twice."),
        N_("Write each answer once."),
    ),
    "mapping/answers": (
        N_("answers isn't a list."),
        N_('Write them worst first: answers = [["Never"], ["Sometimes"], ["Always"]].'),
    ),
    "mapping/best-differs": (
        N_("One question has different best answers."),
        N_("Use the same best answers in every measure."),
    ),
    "mapping/best-unknown": (
        N_("best includes something that isn't an answer."),
        N_("Write some of: {labels}."),
    ),
    "mapping/header-rows": (
        N_("header_rows isn't a list of row numbers."),
        N_("Write header_rows = [3], counting rows like a spreadsheet."),
    ),
    "mapping/header-rows-apart": (
        N_("header_rows aren't next to each other."),
        N_("Write neighboring rows, the upper one first."),
    ),
    "mapping/key-taken": (
        N_("A question already has the key {key}."),
        N_("Give the measure another key."),
    ),
    "mapping/measure-parts": (
        N_("A measure needs a key, a label and columns."),
        N_('Write key = "food", label = "Food", columns = ["Q3", "Q4"].'),
    ),
    "mapping/measure-twice": (
        N_("Two measures have the same key."),
        N_("Give each measure its own key."),
    ),
    "mapping/measures": (
        N_("measures isn't a list."),
        N_("Start each measure with the line [[measures]]."),
    ),
    "mapping/no-header-row": (
        N_("There are no column names in row {rows}."),
        N_("Count rows like a spreadsheet: the first is 1."),
    ),
    "mapping/no-role": (
        N_("The role is missing."),
        N_("Write role = one of {known}."),
    ),
    "mapping/no-table": (
        N_("This isn't a table."),
        N_("Write it like a file saved by --mapping."),
    ),
    "mapping/no-toml": (
        N_("The mapping isn't valid TOML: {detail}."),
        N_("Save a new file with --mapping, and edit that."),
    ),
    "mapping/not-text": (
        N_("{name} isn't text."),
        N_('Write {name} = "…".'),
    ),
    "mapping/not-texts": (
        N_("{name} isn't a list of texts."),
        N_('Write {name} = ["…", "…"].'),
    ),
    "mapping/own-measures": (
        N_("{instrument} has its own measures. You can't add more."),
        N_("Take the measures out of the mapping."),
    ),
    "mapping/role-twice": (
        N_("Two columns have the role {role}: {one} and {other}."),
        N_('Give one of them role = "ignore".'),
    ),
    "mapping/scale-size": (
        N_("A scale has 2 to 100 answers."),
        N_("Write all answers, worst first."),
    ),
    "mapping/unknown-name": (
        N_("“{name}” isn't allowed here."),
        N_("Allowed: {names}."),
    ),
    "mapping/unknown-word": (
        N_("{name} isn't a valid value."),
        N_("Write one of {known}."),
    ),
    "mean_scores": (
        N_("This file has averages, not single answers."),
        N_("Export single answers: whole numbers such as 4, or words."),
    ),
    "no_common_ids": (
        N_("No column in this file has the survey IDs."),
        N_("It needs a column with survey or patient IDs, and one with their units."),
    ),
    "no_header": (
        N_("The first row has answers, not column names."),
        N_("Add a row of column names on top: the unit, the date, and each question."),
    ),
    "no_questions": (
        N_("We found no survey questions in this file."),
        N_(
            "Answers are words such as Always, or numbers such as 1 to 5. Check that this "
            "sheet has the patients' answers."
        ),
    ),
    "no_questions/xml": (
        N_("We found no HCAHPS questions in this file."),
        N_("Ask for a CSV or Excel export with the question wording in the header."),
    ),
    "unit_once": (
        N_("{column} names each unit only once, above its rows."),
        N_("Fill in the unit in every row. In merged cells, only the first has the name."),
    ),
    "no_unit/list": (
        N_("No column in this file names the units."),
        N_("Name that column Unit. Columns: {columns}"),
    ),
    "no_unit/table": (
        N_("No column names the unit."),
        N_(
            "Choose the column with --unit-column, one unit for all rows with --unit, or a "
            "list of IDs and units with --units-from. Columns: {columns}"
        ),
    ),
    "no_unit/xml": (
        N_("HCAHPS XML files don't name the unit."),
        N_(
            "Give a list of patient IDs and units with --units-from, or one unit for all "
            "patients with --unit. You can use a column such as strata-name with "
            "--unit-column."
        ),
    ),
    "other_questionnaire": (
        N_("These columns don't match {instrument}."),
        N_("Leave out --instrument, and we'll find the questionnaire."),
    ),
    "questions_open": (
        N_("We don't know how to count the answers in this file."),
        N_("Say which answer is best, for example --best-answer 'COLUMN=5'."),
    ),
    "questions_open/asked": (
        N_("{asked}"),
        N_("Answer with an option, or with --mapping; --json lists the questions."),
    ),
    "unit_named_twice": (
        N_("The unit is named in more than one way."),
        N_("Use only one of --unit-column, --unit, and --units-from."),
    ),
    "unit_open/asked": (
        N_("{asked}"),
        N_("Answer with an option, or with --mapping; --json lists the questions."),
    ),
    "unknown_column": (
        N_("There is no column named {column}."),
        N_("Columns: {columns}"),
    ),
    "unknown_column/mapping": (
        N_("There is no column named {column}, the {role} in your mapping."),
        N_("Columns: {columns}"),
    ),
    "unknown_column/option": (
        N_("There is no column named {column}."),
        N_("Choose {option} from: {columns}"),
    ),
    "unknown_instrument": (
        N_("There is no questionnaire with the key {instrument}."),
        N_("Known: {known}"),
    ),
    "version_unclear/alike": (
        N_("Without dates, we can't tell which HCAHPS version this is."),
        N_(
            "Choose the version with --instrument: {versions}. Or choose the discharge "
            "date with --date-column."
        ),
    ),
    "version_unclear/contradicted": (
        N_(
            "The dates match {by_dates}, but the answers match {by_answers}. We can't tell "
            "which one is right."
        ),
        N_(
            "Choose the version with --instrument: {versions}. Or choose the discharge "
            "date with --date-column."
        ),
    ),
    "version_unclear/not in use": (
        N_("The discharge dates don't match any HCAHPS version we know."),
        N_(
            "Choose the version with --instrument: {versions}. Or choose the discharge "
            "date with --date-column."
        ),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
