"""Why the columns of a file cannot be read as told, and what to do."""

from __future__ import annotations

from ui.text.language import N_

WORDS = {
    "date_order_open/asked": (
        N_("{asked}"),
        N_("Answer with an option, or with --mapping; --json lists the questions."),
    ),
    "mapping/all-best": (
        N_("All answers are best ones."),
        N_("Leave out at least one."),
    ),
    "mapping/answer-twice": (
        N_("An answer stands there twice."),
        N_("Write each answer once."),
    ),
    "mapping/answers": (
        N_("answers is no list of answers."),
        N_('Write them worst first: answers = [["Never"], ["Sometimes"], ["Always"]].'),
    ),
    "mapping/best-differs": (
        N_("Different best answers are named for one question."),
        N_("An answer cannot be best in one measure and not in another. Name the same ones."),
    ),
    "mapping/best-unknown": (
        N_("best names something that is none of its answers."),
        N_("Write some of: {labels}."),
    ),
    "mapping/header-rows": (
        N_("header_rows is no list of row numbers."),
        N_("Write header_rows = [3], counting rows as a spreadsheet does."),
    ),
    "mapping/header-rows-apart": (
        N_("header_rows are not below each other."),
        N_("Write neighboring rows, the upper one first."),
    ),
    "mapping/key-taken": (
        N_("A question has the key {key} already."),
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
        N_("measures is no list."),
        N_("Begin each measure with a line [[measures]]."),
    ),
    "mapping/no-header-row": (
        N_("There are no column names in row {rows}."),
        N_("Count rows as a spreadsheet does; the first is 1."),
    ),
    "mapping/no-role": (
        N_("Its role is not given."),
        N_("Write role = one of {known}."),
    ),
    "mapping/no-table": (
        N_("This is no table."),
        N_("Write it as in a file that --mapping wrote."),
    ),
    "mapping/no-toml": (
        N_("The mapping is no TOML text: {detail}."),
        N_("Let --mapping write a new file, and change that."),
    ),
    "mapping/not-text": (
        N_("{name} is no text."),
        N_('Write {name} = "…".'),
    ),
    "mapping/not-texts": (
        N_("{name} is no list of texts."),
        N_('Write {name} = ["…", "…"].'),
    ),
    "mapping/own-measures": (
        N_("{instrument} has its own measures; none can be added to it."),
        N_("Take the measures out of the mapping."),
    ),
    "mapping/role-twice": (
        N_("Two columns are the {role}: {one} and {other}."),
        N_('Give one of them role = "ignore".'),
    ),
    "mapping/scale-size": (
        N_("A scale has 2 to 100 answers."),
        N_("Write all answers, worst first."),
    ),
    "mapping/unknown-name": (
        N_("“{name}” is nothing that a mapping can say here."),
        N_("It can say: {names}."),
    ),
    "mapping/unknown-word": (
        N_("{name} is none of the words for it."),
        N_("Write one of {known}."),
    ),
    "mean_scores": (
        N_("The answers of this file are averages with decimals, not single answers."),
        N_("Export the answers themselves: whole numbers such as 4, or words."),
    ),
    "no_common_ids": (
        N_("No column of this file holds ids of the survey file."),
        N_("It needs one column with the surveys' (or patients') ids and one with their units."),
    ),
    "no_header": (
        N_("The first row holds answers, not column names."),
        N_("Add a row of column names on top: the unit, the date, and each question."),
    ),
    "no_questions": (
        N_("No column was recognized as a question: none has answers on a scale."),
        N_(
            "A question's answers are words such as Always or Very satisfied, or numbers "
            "such as 1 to 5. Check that this is the sheet with the patients' answers."
        ),
    ),
    "no_questions/xml": (
        N_("No element of this file is a question of HCAHPS that is known here."),
        N_("Ask for a CSV or Excel export with the questions' wording in its header."),
    ),
    "unit_once": (
        N_("The column {column} names each unit only once, above its rows."),
        N_("Fill in the unit in every row. In merged cells only the first holds the name."),
    ),
    "no_unit/list": (
        N_("No column of this file tells which unit an id belongs to."),
        N_("Give the column the header Unit. Columns: {columns}"),
    ),
    "no_unit/table": (
        N_("No column tells which unit (ward) an answer belongs to."),
        N_(
            "Name it with --unit-column, or the one unit of all rows with --unit, or a "
            "list of ids and units with --units-from. Columns: {columns}"
        ),
    ),
    "no_unit/xml": (
        N_("An HCAHPS XML file does not say which unit a patient was on."),
        N_(
            "Name a list of patient ids and units with --units-from, or the one unit of "
            "all patients with --unit. A column such as strata-name can be taken with "
            "--unit-column."
        ),
    ),
    "other_questionnaire": (
        N_("The columns are not those of {instrument}."),
        N_("Leave out --instrument to have the questionnaire found from the answers."),
    ),
    "questions_open": (
        N_("Nothing says how the answers of this file are to be counted."),
        N_("Say which end of a scale is best, as in --best-answer 'COLUMN=5'."),
    ),
    "questions_open/asked": (
        N_("{asked}"),
        N_("Answer with an option, or with --mapping; --json lists the questions."),
    ),
    "unit_named_twice": (
        N_("The unit is named in more than one way."),
        N_("Use one of --unit-column, --unit and --units-from."),
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
        N_("There is no column named {column}, which the mapping says is the {role}."),
        N_("Columns: {columns}"),
    ),
    "unknown_column/option": (
        N_("There is no column named {column}."),
        N_("Choose {option} among: {columns}"),
    ),
    "unknown_instrument": (
        N_("There is no questionnaire with the key {instrument}."),
        N_("Known: {known}"),
    ),
    "version_unclear/alike": (
        N_(
            "Without dates the versions of HCAHPS look alike here, so the questions "
            "cannot be told for sure."
        ),
        N_(
            "Name the version with --instrument: {versions}. Or name the discharge "
            "date's column with --date-column."
        ),
    ),
    "version_unclear/contradicted": (
        N_(
            "The dates are those of {by_dates}, but the columns and answers those of "
            "{by_answers}, so the questions cannot be told for sure."
        ),
        N_(
            "Name the version with --instrument: {versions}. Or name the discharge "
            "date's column with --date-column."
        ),
    ),
    "version_unclear/not in use": (
        N_(
            "No row was discharged while a known version was asked, so the questions "
            "cannot be told for sure."
        ),
        N_(
            "Name the version with --instrument: {versions}. Or name the discharge "
            "date's column with --date-column."
        ),
    ),
}
"""What is wrong and what to do, by the code of a failure."""
