"""Likely names, initials, schools and streets are asked about, and capitals that are nobody's are not."""

import pytest

from practice.identifiers import Guarded, guard
from tests.unit.practice.asked import asked_in, kinds


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
        ("Grace chose the seat and harry told me why.", ["Grace", "harry"]),
        ("van der Berg is the name on the file, and Li Wei came.", ["van der Berg", "Li Wei"]),
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
        "Hope came up four times, and TM told me that GP and HV had left.",
        "The Family Centre, the local hospital and the Polish church helped.",
        "Dydd Llun oedd y diwrnod anoddaf. Beth sy'n bwysig i chi?",
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
        ("J.S. was late.", "INITIALS", "J.S."),
        ("I think about JS on the way home.", "INITIALS", "JS"),
        ("Mr O rang again.", "INITIALS", "Mr O"),
        ("We waited at Royal Marsh Hospital.", "ADDRESS", "Royal Marsh Hospital"),
        ("Dad is in HMP Thornby until spring.", "ADDRESS", "HMP Thornby"),
        ("They are on the Thornhill Estate.", "ADDRESS", "Thornhill Estate"),
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
