"""The identifier guard: what is masked for certain, what is asked about, and what is left in peace."""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.identifiers import Guarded, Span, guard
from practice.identifiers.numbers import is_health_number

HERE = Path(__file__).parent
SOFT = {"NAME", "INITIALS", "SCHOOL", "ADDRESS"}

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
]


def kinds(spans: Iterable[Span], text: str) -> list[tuple[str, str]]:
    """Return what was found as (kind, words of the text)."""
    return [(span.kind, text[span.start : span.end]) for span in spans]


def asked_in(
    text: str, names: frozenset[str] = frozenset(), allowed: frozenset[str] = frozenset()
) -> list[str]:
    """Return the words that would be asked about."""
    return [words for _, words in kinds(guard(text, names=names, allowed=allowed).asked, text)]


def read(name: str) -> list[dict[str, Any]]:
    """Read labelled sentences."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    return [json.loads(line) for line in lines]


def missed(rows: list[dict[str, Any]], *, soft: bool) -> tuple[list[str], int]:
    """Return the labelled words that no stretch covers, and how many there are; hard ones must be hard."""
    gone, count = [], 0
    for row in rows:
        guarded = guard(row["text"])
        found = [*guarded.hard, *guarded.asked] if soft else guarded.hard
        for label in row["spans"]:
            if (label["label"] in SOFT) == soft:
                count += 1
                if not any(span.start <= label["start"] and span.end >= label["end"] for span in found):
                    gone.append(label["text"])
    return gone, count


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Siobhan and Callum asked why I was late.", ["Siobhan", "Callum"]),
        ("I met Oluwaseun, Kacper and Fatoumata.", ["Oluwaseun", "Kacper", "Fatoumata"]),
        ("Will I tell Will before the panel?", ["Will"]),
        ("Hope told me about her sister May.", ["Hope", "May"]),
        ("Rose and Amina shared a room.", ["Rose", "Amina"]),
        ("April and June are sisters.", ["April", "June"]),
        ("I talked to May about it.", ["May"]),
        ("When Mrs Begum cried I waited.", ["Mrs Begum"]),
        ("I spoke to mrs begum and dr patel.", ["mrs begum", "dr patel"]),
        ("Ahmed Yusuf Warsame and Anna van der Berg came.", ["Ahmed Yusuf Warsame", "Anna van der Berg"]),
        ("We planned it with Destiny-Rae and Sean O'Halloran.", ["Destiny-Rae", "Sean O'Halloran"]),
        ("Chidera's gran and kacpers mum came.", ["Chidera", "kacper"]),
        ("spoke to tyrone at school", ["tyrone"]),
        ("I asked Аmina and Dariusz Wo\u0301jcik in.", ["Аmina", "Dariusz Wo\u0301jcik"]),  # noqa: RUF001
        ("Jordan walked out.", ["Jordan"]),
        ("I went with Callum Ferguson and Ferguson's mum.", ["Callum Ferguson", "Ferguson"]),
        ("A note said AMINA in capitals.", ["AMINA"]),
        ("He opened the door, and Anna waved.", ["Anna"]),
    ],
)
def test_likely_names_are_asked_about(text: str, names: list[str]):
    assert asked_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "I want to go back in May with a plan, and by June I hope to have tried.",
        "Will this matter in a year? Mark my words, hope and grace help.",
        "Kolb and Gibbs are fine, Bowlby less so, and Ferguson's book helped.",
        "Signs of Safety, a Family Group Conference and Section 47 came up.",
        "CAMHS, MARAC and Ofsted were there, on Teams and on Slack.",
        "The team in Leeds and the Lincoln office met on Tuesday in Ramadan.",
        "A Black Muslim mother spoke Welsh, Polish and Urdu.",
        "Mum told me, Dad told me, and Grandma's house was warm.",
        "The Marlborough team uses the Southwark model.",
        "Supervison was late. Couldn't say why. Im tired. Non-mobile babies worry me.",
        "The Primary School and the Virtual School rang the Family Court.",
    ],
)
def test_capitals_that_are_nobodys_are_not_asked_about(text: str):
    assert guard(text) == Guarded(masked=text, hard=(), asked=())


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Zofia went to St Cuthbert's Primary.", "SCHOOL", "St Cuthbert's Primary"),
        ("The head at Our Lady of Sorrows RC School rang.", "SCHOOL", "Our Lady of Sorrows RC School"),
        ("At Thornby Park Academy we waited.", "SCHOOL", "Thornby Park Academy"),
        ("he likes st cuthbert's school now", "SCHOOL", "st cuthbert's school"),
        ("She lives off Marlowe Lane with her aunt.", "ADDRESS", "Marlowe Lane"),
        ("K, aged 9, asked what a threshold is.", "INITIALS", "K"),
        ("I visited AB (14) at home.", "INITIALS", "AB"),
        ("J's mum rang.", "INITIALS", "J"),
    ],
)
def test_schools_streets_and_initials_are_asked_about(text: str, kind: str, words: str):
    assert (kind, words) in kinds(guard(text).asked, text)


def test_a_display_name_is_noticed_in_small_letters_unless_it_is_an_ordinary_word():
    names = frozenset({"Zvezda Quill", "Hope Ash (she/her)", "Duty Team"})

    assert asked_in("i asked zvezda and hope ash, with hope, for the duty team", names=names) == [
        "zvezda",
        "hope ash",
    ]
    assert asked_in("i asked zvezda and hope ash") == []


def test_a_display_name_that_is_a_word_is_noticed_as_a_capital_inside_a_sentence():
    names = frozenset({"Anchor Window"})

    assert asked_in("I asked Anchor about it. Anchor points help.", names=names) == ["Anchor"]
    assert asked_in("I asked Anchor about it.") == []


@pytest.mark.parametrize("name", ["محمد", "מרים", "Мурад", "சீதா", "小红"])
def test_a_word_in_another_script_inside_an_english_sentence_is_asked_about(name: str):
    assert asked_in(f"I met {name} today and we walked to the shop.") == [name]


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
    "name",
    [
        "Siân",
        "Sia\u0302n",
        "Llŷr",
        "LLŶR",
        "\uff2bacper",
        "\u041aacper",
        "K\u200bacper",
        "\u202eKacper",
        "Zo\u00adfia",
        "Maryam",
    ],
)
def test_a_name_is_asked_about_however_it_is_typed(name: str):
    (asked,) = asked_in(f"The day went better once {name} spoke with me about it.")

    assert asked == name.lstrip("\u202e")


def test_an_organisation_can_allow_words_and_phrases():
    text = "Kestrelcote and the Willowmere Promise helped."

    assert asked_in(text)
    assert asked_in(text, allowed=frozenset({"Kestrelcote", "Willowmere Promise"})) == []


def test_a_word_its_writer_called_not_a_person_is_not_asked_again():
    heard: list[str] = []

    def not_people(word: str) -> bool:
        heard.append(word)
        return word == "zofia"

    text = "Zofia met Kacper at LS8 4QT."

    assert [words for _, words in kinds(guard(text, not_people=not_people).asked, text)] == ["Kacper"]
    assert heard == ["zofia", "kacper"]


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


@pytest.mark.parametrize("name", ["identifier_cases.jsonl", "identifier_sentences.jsonl"])
def test_every_hard_identifier_of_the_labelled_sentences_is_masked(name: str):
    gone, count = missed(read(name), soft=False)

    assert count >= 20
    assert gone == []


@pytest.mark.parametrize("name", ["identifier_cases.jsonl", "identifier_sentences.jsonl"])
def test_names_are_noticed_while_few_clean_sentences_are_questioned(name: str):
    rows = read(name)
    gone, count = missed(rows, soft=True)
    clean = [row["text"] for row in rows if not row["spans"]]

    questioned = [text for text in clean if guard(text).asked or guard(text).hard]

    assert count > 25
    assert len(gone) <= 0.05 * count, gone
    assert len(clean) > 25
    assert len(questioned) <= 0.1 * len(clean), questioned
