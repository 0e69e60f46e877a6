"""The identifier guard: what is masked for certain, however it is written, and what is left in peace."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.identifiers import Guarded, guard
from practice.identifiers.numbers import is_health_number
from tests.unit.practice.asked import kinds

CERTAIN = [
    ("EMAIL", "j.okafor@example.org"),
    ("EMAIL", "s.whitfield+kin@example.org"),
    ("EMAIL", "amina . khan @ example . org"),
    ("EMAIL", "amina(at)example(dot)org"),
    ("EMAIL", "amina.khan at example.org"),
    ("PHONE", "07700 900142"),
    ("PHONE", "07700.900.142"),
    ("PHONE", "+44 (0) 7700 900 142"),
    ("PHONE", "0044 7700 900142"),
    ("PHONE", "(020) 7946 0123"),
    ("PHONE", "+1 202 555 0143"),
    ("PHONE", "0 7 7 0 0 9 0 0 1 4 2"),
    ("PHONE", "O77OO 9OO142"),
    ("PHONE", "zero seven seven double zero nine double zero one four two"),
    ("NHS", "999 123 4578"),
    ("NHS", "9997654323"),
    ("NINO", "QQ 12 34 56 C"),
    ("NINO", "qq123456c"),
    ("UPN", "A123456789012"),
    ("UPN", "h80120000100b"),
    ("POSTCODE", "LS8 4QT"),
    ("POSTCODE", "ls84qt"),
    ("POSTCODE", "EC1A 1BB"),
    ("DOB", "14/03/2015"),
    ("DOB", "3.9.2012"),
    ("DOB", "2014-06-21"),
    ("DOB", "3rd of September, 2012"),
    ("DOB", "September 3, 2012"),
    ("DOB", "03SEP2012"),
    ("DOB", "the third of September 2012"),
    ("DOB", "3 Medi 2012"),
    ("CASEREF", "LCS-2048817"),
    ("CASEREF", "lcs-2048817"),
    ("CASEREF", "EH/2024/00391"),
    ("CASEREF", "LS24C50311"),
    ("CASEREF", "4471902"),
    ("CASEREF", "C-10482"),
    ("VEHICLE", "YB19 ZZA"),
    ("VEHICLE", "W123 ABC"),
    ("VEHICLE", "ABZ 1234"),
    ("HANDLE", "@lil_kai_09"),
    ("URL", "facebook.com/justice4kai"),
    ("EMAIL", "kelly dot hughes AT example DOT org"),
    ("PHONE", "07700 900 one four two"),
    ("CASEREF", "203.0.113.45"),
    ("SLACK", "U04AB7C9D"),
    ("SLACK", "<@U04AB7C9D>"),
    ("SLACK", "<@U04AB7C9D|amira>"),
    ("URL", "https://records.example.org/case?person=12"),
    ("ADDRESS", "27 Marlowe Crescent"),
    ("ADDRESS", "27 marlowe crescent"),
    ("ADDRESS", "flat 3, 27 Marlowe Crescent"),
    ("ADDRESS", "12-14 The Avenue"),
]

CUED = [
    ("DOB", "dob 030912", "030912"),
    ("DOB", "D.O.B: 3 Sept", "3 Sept"),
    (
        "DOB",
        "date of birth the third of September two thousand and twelve",
        "third of September two thousand and twelve",
    ),
    ("DOB", "dyddiad geni 3 Medi", "3 Medi"),
    ("DOB", "she turned seven on 3 September", "3 September"),
    ("NHS", "CHI number 040711 4520", "040711 4520"),
    ("POSTCODE", "postcode is l s 8 4 q t", "l s 8 4 q t"),
    ("VEHICLE", "registration kx 09 plf", "kx 09 plf"),
    ("HANDLE", "her insta is shaz.xo.2011", "shaz.xo.2011"),
    ("CASEREF", "police log 451 of 12/03/2024", "451 of 12/03/2024"),
    ("CASEREF", "case no. SA 24 C 50123", "SA 24 C 50123"),
    ("DOB", "his birthday is on the 3rd of September", "3rd of September"),
    ("DOB", "born in September 2012", "September 2012"),
    ("NHS", "NHS no. 999 123 4570", "999 123 4570"),
    ("NINO", "national insurance number QQ 12 34 56", "QQ 12 34 56"),
    ("UPN", "UPN: A 123 4567 89 012", "A 123 4567 89 012"),
    ("PHONE", "ring the aunt on 960 123", "960 123"),
    ("CASEREF", "case number 20 488 17", "20 488 17"),
    ("CASEREF", "Mosaic 10933", "10933"),
    ("CASEREF", "Client ID is 88213", "88213"),
    ("CASEREF", "sort code 12-34-56", "12-34-56"),
]

LEFT_IN_PEACE = [
    "We met on 3 March and again on 12 May at 10.30.",
    "Section 47 and Section 17, then s20 and s.31.",
    "In 2019 we had 12 workers, 2020 had 15, and 2021 2022 2023 were harder.",
    "From 2015-2019 I worked nights, 2000-0800.",
    "I have 3 children on a plan, 14 on another and 27 in all.",
    "It cost £1,200,000 over 10 years.",
    "At 09:00-17:00 on Tuesday I did 7 visits.",
    "KS3, the 2nd year, year 9, the 4th time.",
    "I scored 7/10, then 8/10, on average 7.5.",
    "PHQ-9, GAD-7 and SDQ-25 came after COVID-19.",
    "Call 999, 111, 116 123 or Childline on 0800 1111.",
    "Standard 4.1.12 of the framework.",
    "Targets for Q3 2026/27 and FY2026-27.",
    "I waited on 2 busy street corners after a 5 minute walk.",
    "Her birthday is on Friday and she wants a cake.",
    "The years 1998 2019 stand out.",
    "Ring 116 123 at night.",
    "We sat in room b3 4th along.",
    "The review moved to May.",
    "S117 MHA aftercare, and he turned up on 5 June.",
    "WE MET AT 10 FOR TEA AND WERE SO OLD FASHIONED",
    "Snapchat and Instagram came up in Year 9.",
]


@pytest.mark.parametrize(("kind", "identifier"), CERTAIN, ids=[each for _, each in CERTAIN])
@pytest.mark.parametrize("around", ["{}", "I noted {} in my book.", "({}),", "und\u00e9r\U0001f600 {}\n"])
def test_a_hard_identifier_is_masked_wherever_it_stands(kind: str, identifier: str, around: str):
    text = around.format(identifier)

    guarded = guard(text)

    assert [span.kind for span in guarded.hard] == [kind]
    assert identifier not in guarded.masked
    assert not any(character.isdigit() for character in guarded.masked)


@pytest.mark.parametrize(("kind", "text", "identifier"), CUED, ids=[text for _, text, _ in CUED])
def test_words_before_a_number_make_it_an_identifier(kind: str, text: str, identifier: str):
    guarded = guard(f"I read that {text} today.")

    assert [span.kind for span in guarded.hard] == [kind]
    assert identifier not in guarded.masked


@pytest.mark.parametrize("text", LEFT_IN_PEACE)
def test_ordinary_numbers_and_dates_are_left_in_peace(text: str):
    guarded = guard(text)

    assert guarded == Guarded(masked=text, hard=(), asked=())


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("so ＬＳ８ ４ＱＴ it is", "ＬＳ８ ４ＱＴ"),  # noqa: RUF001
        ("so L\u200bS8 4\u2060QT it is", "L\u200bS8 4\u2060QT"),
        ("ring 07700\u00a0900\u2011142 now", "07700\u00a0900\u2011142"),
        ("ring ٠٧٧٠٠٩٠٠١٤٢ now", "٠٧٧٠٠٩٠٠١٤٢"),
        ("ring 0️⃣7️⃣7️⃣0️⃣0️⃣900142 now", "0️⃣7️⃣7️⃣0️⃣0️⃣900142"),
        ("to аmina@example.org now", "аmina@example.org"),  # noqa: RUF001
    ],
    ids=["full width", "zero width", "odd spaces", "arabic digits", "keycaps", "cyrillic letter"],
)
def test_disguised_identifiers_are_masked_at_their_place_in_the_text_as_given(text: str, identifier: str):
    guarded = guard(text)

    assert len(guarded.hard) == 1
    start, end = guarded.hard[0].start, guarded.hard[0].end
    assert text[start:end].startswith(identifier[:-1])
    assert (
        guarded.masked
        == text[:start] + guarded.masked[start : len(guarded.masked) - len(text[end:])] + text[end:]
    )


def test_a_mention_is_replaced_with_its_brackets_and_its_label():
    guarded = guard("Thanks to <@U04AB7C9D|amira> for this.")

    assert guarded.masked == "Thanks to [person in Slack] for this."
    assert kinds(guarded.hard, "Thanks to <@U04AB7C9D|amira> for this.") == [("SLACK", "U04AB7C9D")]


def test_what_is_masked_reads_as_words():
    guarded = guard("Ring 07700 900142 about LCS-2048817 at 27 Marlowe Crescent, LS8 4QT.")

    assert guarded.masked == "Ring [phone number] about [reference] at [address], [postcode]."


FRAGMENTS = [each for _, each in CERTAIN] + [text for _, text, _ in CUED] + LEFT_IN_PEACE
PIECES = (
    st.sampled_from(FRAGMENTS)
    | st.text(max_size=12)
    | st.text(alphabet="0123456789 -/.@<>[]+AaLU|#", max_size=14)
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=6), st.sampled_from(["", " ", ", ", "\n"]))
def test_masking_twice_changes_nothing_and_leaves_no_hard_identifier(pieces: list[str], joint: str):
    once = guard(joint.join(pieces))

    twice = guard(once.masked)

    assert twice.hard == ()
    assert twice.masked == once.masked


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES | st.text(alphabet=st.characters(), max_size=20), max_size=6))
def test_every_stretch_lies_in_the_text_in_order_and_apart(pieces: list[str]):
    text = " ".join(pieces)

    guarded = guard(text)

    found = sorted((*guarded.hard, *guarded.asked), key=lambda span: span.start)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert list(guarded.hard) == sorted(guarded.hard, key=lambda span: span.start)


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_a_health_number_with_one_digit_changed_is_none(nine: str, place: int, shift: int):
    true_ones = [nine + last for last in "0123456789" if is_health_number(nine + last)]

    changed = nine[:place] + str((int(nine[place]) + shift) % 10) + nine[place + 1 :]

    assert len(true_ones) <= 1
    assert not any(is_health_number(changed + number[-1]) for number in true_ones)


DISGUISED = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202b", "\u00ad")


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(CERTAIN), st.sampled_from(DISGUISED), st.data())
def test_invisible_marks_inside_an_identifier_hide_nothing(
    certain: tuple[str, str], mark: str, data: st.DataObject
):
    written = certain[1]
    place = data.draw(st.integers(0, len(written)))
    hidden = f"{written[:place]}{mark}{written[place:]}"

    guarded = guard(f"Then {hidden} it was.")

    assert [span.kind for span in guarded.hard] == [
        span.kind for span in guard(f"Then {written} it was.").hard
    ]
    assert guard(guarded.masked).hard == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "👩‍👧‍👦 🙂",
        "Roedd y plant yn dawel heddiw ac roeddwn i'n hapus.",
        "تحدثت مع الأم اليوم وكان اللقاء هادئا.",
        "\ud800 and \udcff",
        "\u0301\u0301",
        "İstanbul'da görüştük ve konuştuk bugün.",
    ],
    ids=["empty", "spaces", "emoji", "welsh", "arabic", "surrogates", "accents alone", "turkish"],
)
def test_any_writing_comes_back_whole(text: str):
    assert guard(text).masked == text
    assert guard(text).hard == ()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["a", "Aa-", "Aa ", "1", "1 ", "a.", "a@", "School ", "no ", "http://", "<@U", "St Aas "]
)
def test_a_very_long_text_takes_no_longer_than_its_length(piece: str):
    text = piece * (20_000 // len(piece))

    once = guard(text)

    assert guard(once.masked).masked == once.masked
