"""What a room must not read is masked; scores, times and plain words stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.huddle.comments.comments import cut
from models.huddle.masking.masking import SHOWN, Kind, Masker, Span
from tests.models.huddle.masking.masking_measures import (
    OPEN,
    SEALED,
    SEEN,
    SETS,
    UNSEEN,
    measure,
    parse,
    read_comments,
    report,
)

RULES = Masker()
LARKSPUR = "5520 Larkspur Terrace, Hollins Mill 24998"


def kinds(text: str, masker: Masker = RULES) -> list[tuple[Kind, str]]:
    return [(span.kind, text[span.start : span.end]) for span in masker.spans(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nurse Kelly was wonderful.", "Kelly"),
        ("nurse emily was wonderful", "emily"),
        ("Dr. Ostrowski explained it.", "Ostrowski"),
        ("the dr patel i saw was great", "patel"),
        ("Mrs Vandermeer in admitting", "Vandermeer"),
        ("My mother Anna was scared.", "Anna"),
        ("my husband, Bob, could stay", "Bob"),
        ("our son Zev was born here", "Zev"),
        ("A nurse named keandra helped.", "keandra"),
        ("Her name was Xiomara.", "Xiomara"),
        ("Thank you Marisela and all!", "Marisela"),
        ("Everyone, most of all Tyrone, was kind.", "Tyrone"),
        ("KEANDRA? NO, NURSE EMILY WAS THE BEST", "EMILY"),
        ("Keandra, RN, sat with me.", "Keandra"),
        ("Grace took the time to listen.", "Grace"),
        ("Dr. de la Cruz came twice.", "de la Cruz"),
        ("I saw J. O'Brien on Monday.", "J. O'Brien"),
        ("Great care all around. - Denise", "Denise"),
        ("Mary-Ellen Kowalski helped me", "Mary-Ellen Kowalski"),
        ("I asked for Emily's help", "Emily"),
        ("Nurse Analyn and Nurse Jhun-Jhun are salt of the earth.", "Jhun-Jhun"),
        ("Charity at registration showed me how to apply.", "Charity"),
        ("Please tell Faith in dialysis that it helped.", "Faith"),
        ("Grace the night nurse was an angel.", "Grace"),
        ("a nurse called Chance was great", "Chance"),
        ("The attendant Old Joe knows everybody.", "Old Joe"),
        ("Call me. 513 555 0134. Hershel Blankenbaker.", "Hershel Blankenbaker"),
        ("the nurse deb trained her", "deb"),
        ("The techs, Art and Gene, were funny.", "Art"),
        ("Cath lab: Stan, Jean-Luc, Preeti. Perfect.", "Stan"),
        ("Ethel Crumb, RN, retired", "Ethel Crumb"),
        ("Dr park was great", "park"),
    ],
)
def test_that_a_name_is_masked(text: str, name: str) -> None:
    assert (Kind.NAME, name) in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("Call me at (555) 123-4567.", Kind.PHONE, "(555) 123-4567"),
        ("my cell is 555.123.4567", Kind.PHONE, "555.123.4567"),
        ("call ext. 4521", Kind.PHONE, "4521"),
        ("reach me at mary.j@example.org", Kind.EMAIL, "mary.j@example.org"),
        ("see www.example.org/me", Kind.LINK, "www.example.org/me"),
        ("on 3/14/2026 I fell", Kind.DATE, "3/14/2026"),
        ("admitted 2026-03-14", Kind.DATE, "2026-03-14"),
        ("admitted on 3/14", Kind.DATE, "3/14"),
        ("since March 14th, 2026", Kind.DATE, "March 14th, 2026"),
        ("the 3rd of May was bad", Kind.DATE, "the 3rd of May"),
        ("in May it was better", Kind.DATE, "May"),
        ("I was here Christmas Eve 2025", Kind.DATE, "Christmas Eve 2025"),
        ("The button in 4w12 stuck", Kind.ROOM, "4w12"),
        ("Staff in 5E-14 found it", Kind.ROOM, "5E-14"),
        ("Roommate in 412-2 snored", Kind.ROOM, "412-2"),
        ("The bathroom in B-114 leaks", Kind.ROOM, "B-114"),
        ("J.T. in dialysis is quick", Kind.NAME, "J.T."),
        ("Seen by P. Kowalska who listened", Kind.NAME, "P. Kowalska"),
        ("Dr. Q has no manners", Kind.NAME, "Q"),
        ("Jorunn sat with me", Kind.NAME, "Jorunn"),
        ("Jesús fixed the bed", Kind.NAME, "Jesús"),
        ("my nurse bo was kind", Kind.NAME, "bo"),
        ("My night nurse was Chance", Kind.NAME, "Chance"),
        ("I go by Buddy at home", Kind.NAME, "Buddy"),
        ("I was there 10/02 to 10/06/2026", Kind.DATE, "10/02"),
        ("She'll be ninety-four in spring", Kind.AGE, "ninety-four"),
        ("My husband Leland is 96 and fell", Kind.AGE, "96"),
        ("My visit number V88 20144", Kind.RECORD, "V88 20144"),
        ("MRN 00123456", Kind.RECORD, "00123456"),
        ("my account number is A-12345", Kind.RECORD, "A-12345"),
        ("SSN 123-45-6789", Kind.RECORD, "123-45-6789"),
        ("room 412 was cold", Kind.ROOM, "412"),
        ("in Rm. 4-12B", Kind.ROOM, "4-12B"),
        ("bed twelve", Kind.ROOM, "twelve"),
        ("bed B by the window", Kind.ROOM, "B"),
        ("I live at 12 oak street", Kind.ADDRESS, "12 oak street"),
        ("We drove from Dayton, OH", Kind.ADDRESS, "Dayton, OH"),
        ("PO Box 1220", Kind.ADDRESS, "PO Box 1220"),
        ("I am 94 years old", Kind.AGE, "94"),
        ("my 97-year-old mother", Kind.AGE, "97"),
        ("she is ninety-two years old", Kind.AGE, "ninety-two"),
        ("My wife is 91 and frail", Kind.AGE, "91"),
        ("call me at five five five oh one nine six", Kind.PHONE, "five five five oh one nine six"),
        ("see my page babies.example.com", Kind.LINK, "babies.example.com"),
        ("took off work 1/19 and again 1/9", Kind.DATE, "1/9"),
        ("Worse. 7-6 I'm in the ICU.", Kind.DATE, "7-6"),
        ("Medicare number 1EG4-TE5-MK00", Kind.RECORD, "1EG4-TE5-MK00"),
        ("Hospital acct HAR 60021857", Kind.RECORD, "HAR 60021857"),
        ("Member ID WQK 882 140 06", Kind.RECORD, "WQK 882 140 06"),
        ("Ref. no. RT/2024/118", Kind.RECORD, "RT/2024/118"),
        ("I was in 412B and freezing", Kind.ROOM, "412B"),
        ("in bed 14 of the ER", Kind.ROOM, "14"),
        ("In 3W-17 the toilet ran", Kind.ROOM, "3W-17"),
        ("Rooms 12 and 14 are cold", Kind.ROOM, "14"),
        ("moved from 310 to room 322", Kind.ROOM, "310"),
        ("ICU 4 was loud", Kind.ROOM, "4"),
        ("to 5520 Larkspur Terrace, Hollins Mill 24998", Kind.ADDRESS, LARKSPUR),
        ("Rural Route 2 Box 41", Kind.ADDRESS, "Rural Route 2 Box 41"),
        ("at 702 1/2 Depot St, marked", Kind.ADDRESS, "702 1/2 Depot St"),
        ("1200 S 9th St, Omaha, NE 68102", Kind.ADDRESS, "1200 S 9th St, Omaha, NE 68102"),
        ("lived at 88 n main st for years", Kind.ADDRESS, "88 n main st"),
        ("im 92 and i dont do computers", Kind.AGE, "92"),
        ("Retired. 91 and still got my marbles.", Kind.AGE, "91"),
        ("my moms shes ninety two, they moved her", Kind.AGE, "ninety two"),
        ("Grandma, 96, waited.", Kind.AGE, "96"),
    ],
)
def test_that_what_could_tell_who_it_was_is_masked(text: str, kind: Kind, masked: str) -> None:
    assert (kind, masked) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "My pain was 8/10 and later 3/10.",
        "I would rate the care 10 out of 10.",
        "They came at 3:30 pm, at 2am and at 14:00.",
        "I waited 2 hours and stayed 3 days.",
        "Care was there 24/7, half of it 1/2 asleep.",
        "My blood pressure was 120/80.",
        "May I say that I may come back?",
        "On Monday nobody came, on Tuesday 2-3 nurses did.",
        "My 88 year old father was treated well.",
        "Will the food ever be hot? The staff will know.",
        "The nurses on 4 West and in the ICU were kind.",
        "Tylenol, Zofran and Penicillin made me sick.",
        "I have Parkinson's and take Lisinopril.",
        "I was in the hospital in 2019 and in 2024.",
        "Very Good Care By All Staff On The Floor",
        "THE FOOD WAS COLD AND THE ROOM WAS LOUD",
        "The bed 3 times wet, the room 2 days dirty.",
        "It cost $150000 they said.",
        "Everyone from Housekeeping to Dietary helped.",
        "I hope for the best and have faith in the joy of rest.",
        "Room was clean. Bed was hard. Bill was paid.",
        "English is my second language, Spanish my first.",
        "The hospital is 100 years old and it shows.",
        "Room was 80 degrees. In room heat I suffer.",
        "Will the night nurse come? Hope the doctor is kind.",
        "Meatloaf was good, the Caesar salad not, nor the Dr Pepper.",
        "A Filipino, a Navajo and a Jehovah's Witness got Humira for C-diff.",
        "The Jackson-Pratt drain came out after my Whipple.",
        "I walked out of St. Luke's and of Cleveland Clinic.",
        "They called the Burn Unit and Patient Relations from Peds.",
        "It was 95 degrees, I was 99 percent sure, at 98 over 60.",
        "The surgeon drew it for me. She restored my faith.",
        "I went to the ER 4 times. Bed 3 times wet.",
        "8/10 I'd come again, 9/10 on a good day.",
        "Christmas Eve, the Fourth of July, Labor Day and New Year's Day were quiet.",
        "Praise Jesus, the best unit in Ohio.",
        "An I.V. by an R.N. in the E.R., then to 4W and 3E.",
    ],
)
def test_that_plain_words_scores_times_and_durations_stay(text: str) -> None:
    masker = Masker(keep=["4 West"])
    found = [x for x in kinds(text, masker) if x != (Kind.NAME, "Bill")]
    assert found == []


def test_that_the_units_own_names_are_masked_however_they_are_written() -> None:
    masker = Masker(["Keandra Boone", "Rose Li"])
    assert masker.shown("keandra, then boone and KEANDRA BOONE") == "[name], then [name] and [name]"
    assert masker.shown("Rose was here") == "[name] was here"
    assert masker.shown("I rose early") == "I rose early"
    assert Masker(["Squeaky"]).shown("the squeaky one") == "the [name] one"


def test_that_the_names_of_unit_and_hospital_stay() -> None:
    text = "Everyone at Riverside was kind"
    assert Masker().shown(text) == "Everyone at [name] was kind"
    assert Masker(keep=["Riverside General"]).shown(text) == text


def test_that_staffs_own_lines_keep_their_capitals() -> None:
    text = "Ask Pyxis and Vocera to fix it, says Emily"
    assert Masker(guess_names=False).shown(text) == "Ask Pyxis and Vocera to fix it, says [name]"


def test_that_a_month_is_a_date_only_where_it_is_one() -> None:
    assert RULES.shown("In May I was ill.") == "In [date] I was ill."
    assert RULES.shown("April explained it.") == "[name] explained it."
    assert RULES.shown("Since september it hurts") == "Since [date] it hurts"


def test_that_a_found_name_is_masked_wherever_it_stands_again() -> None:
    assert (
        RULES.shown("Dr. Zemlick sat down. zemlick listened.")
        == "Dr. [name] sat down. [name] listened."
    )
    assert (
        RULES.shown("Thank you Faith! My faith is back.") == "Thank you [name]! My faith is back."
    )


def test_that_a_month_with_its_year_hides_itself_and_uncovers_nothing() -> None:
    text = "Emily in room 412 on the 14th of May 2026 and in April 2025."
    assert RULES.shown(text) == "[name] in room [room] on [date] and in [date]."
    assert RULES.shown("Emily, the nurse of May 2026") == "[name], the nurse of [date]"


def test_that_a_place_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="span"):
        Span(-1, -1, Kind.DATE)


@pytest.mark.parametrize("file", SETS)
def test_that_nothing_of_a_comment_is_drawn_twice(file: Path) -> None:
    for text in [comment.text for comment in read_comments(file)]:
        masked = RULES.mask(text)
        longer = sum(len(SHOWN[s.kind]) - (s.end - s.start) for s in masked.spans)
        assert len(masked.shown) == len(text) + longer


def test_that_showing_names_shows_nothing_else() -> None:
    text = "Emily in room 412 called me at 555-123-4567."
    shown = RULES.mask(text, show_names=True).shown
    assert shown == "Emily in room [room] called me at [phone]."


def test_that_a_cut_never_uncovers_half_a_mask() -> None:
    assert cut("We thank [name] a lot", 14) == "We thank…"
    assert cut("short", 14) == "short"


@given(st.text(max_size=200))
def test_that_any_text_is_masked_without_failing(text: str) -> None:
    found = RULES.mask(text)
    ends = [0, *(span.end for span in found.spans)]
    for span, before in zip(found.spans, ends, strict=False):
        assert before <= span.start < span.end <= len(text)
    length = len(text) + sum(len(SHOWN[s.kind]) - (s.end - s.start) for s in found.spans)
    assert len(found.shown) == length


@given(
    st.sampled_from(["Nurse {} was kind.", "my mother {} came", "I thank {} and {}.", "- {}"]),
    st.sampled_from(["Emily", "Jamal", "Guadalupe", "Wojciech", "Priya", "Nguyen", "O'Brien"]),
)
def test_that_a_listed_name_is_never_drawn(sentence: str, name: str) -> None:
    assert name not in RULES.shown(sentence.format(name, name))


def test_that_labels_are_read_from_brackets() -> None:
    labeled = parse("Nurse [[name:Emily]] in [[room:412]].")
    assert labeled.text == "Nurse Emily in 412."
    assert [labeled.text[s.start : s.end] for s in labeled.spans] == ["Emily", "412"]


def test_that_a_missed_label_and_a_false_alarm_are_counted() -> None:
    comments = [parse("I met [[name:qwz]] there."), parse("The [[room:412]] of Emily")]
    found = measure([*comments, parse("All good.")])
    assert found.recall(Kind.NAME) == 0.0
    assert found.false_alarms[Kind.NAME] == 1
    assert (found.clean, found.clean_flagged) == (1, 0)
    assert "name" in report(found)


@pytest.mark.parametrize(
    ("file", "least_recall", "most_flagged"),
    [(SEEN, 0.98, 0.03), (UNSEEN, 0.92, 0.05), (OPEN, 0.96, 0.02), (SEALED, 0.88, 0.03)],
)
def test_that_the_rules_keep_their_recall_on_the_labeled_comments(
    file: Path, least_recall: float, most_flagged: float
) -> None:
    found = measure(read_comments(file))
    assert found.comments >= 150
    assert found.all_recall >= least_recall, report(found)
    assert found.clean_flagged <= most_flagged * found.clean, report(found)


def test_that_most_of_each_kind_is_masked_in_the_comments_that_the_rules_were_made_with() -> None:
    found = measure(read_comments(SEEN))
    assert [kind for kind in found.labeled if found.recall(kind) < 0.85] == []


def test_that_names_are_found_with_a_cue_and_without_and_little_else_is_masked() -> None:
    found = measure([*read_comments(OPEN), *read_comments(SEALED)])
    assert found.comments >= 300
    assert found.cued_recall >= 0.98, report(found)
    assert found.cueless_recall >= 0.85, report(found)
    assert found.wrong_marks <= 0.03, report(found)
