"""A small good folder, and every way in which the corpus breaks it."""

from dataclasses import dataclass, field
from pathlib import Path

PACK = """\
title = "Small pack"
purpose = "A pack to break."
version = 1
length = "about 60 seconds"
moment = "after"
framework = "era"
pathways = ["visit"]
stages = [
    { name = "Experience", ask = "What happened, in a line?" },
    { name = "Reflection", ask = "What do you make of it?" },
    { name = "Action", ask = "What is one thing to try?", answer = "plan" },
]

[[prompts]]
slug = "one"
text = "On your last visit, did the person get a real choice?"
answer = "tap"
taps = ["Yes", "Partly", "No"]
element = "offering-a-real-choice"
principles = ["choice"]

[[prompts]]
slug = "two"
text = "What did a child show you this week?"
answer = "line"
principles = ["empowerment"]
lenses = ["child's voice"]
short = { text = "Did a child show you something?", taps = ["Yes", "No"] }

[[prompts]]
slug = "three"
text = "What helped you slow down?"
answer = "word bank"
words = ["Sitting", "Waiting", "A slow breath", "Nothing yet"]
principles = ["safety"]
lenses = ["identity and racism"]
short = { text = "Did you slow down?", taps = ["Yes", "No"] }

[[prompts]]
slug = "four"
text = "How well did the visit keep its time?"
answer = "scale"
low = "Not at all"
high = "Fully"
principles = ["trust"]
short = { text = "Did the visit keep its time?", taps = ["Yes", "No"] }
"""
HEAD = PACK.partition("[[prompts]]")[0]
FILLERS = "".join(
    f"""
[[prompts]]
slug = "more-{number}"
text = "Was there time to listen on day {number}?"
answer = "tap"
taps = ["Yes", "No"]
principles = ["collaboration"]
"""
    for number in range(1, 5)
)
CARD = """\
name = "Small card"
principle = "trust"
looks_like = "You say what you saw."
very_full_week = "One line."
words_to_try = ["This is what I saw."]
with_a_child = "Draw it."
when_no_choice = "Say so."
counts_as_partly = "You said some of it."
not_this = "You must calm down."

[[variants]]
role = "residential"
looks_like = "You say it at tea."
"""
FRAMEWORK = """\
[small]
name = "Small model"
originator = "Inrole"
year = "2026"
stages = ["First", "Second"]
credit = "Our own order of questions."

[only-talk]
name = "Talk"
originator = "Inrole"
year = "2026"
stages = ["First"]
credit = "Our own order of questions."
talk_only = true
"""
PACK_FILE = "texts/small-pack.toml"
CARD_FILE = "elements/small-card.toml"
FRAMEWORK_FILE = "frameworks.toml"
GOOD = {PACK_FILE: PACK + FILLERS, CARD_FILE: CARD, FRAMEWORK_FILE: FRAMEWORK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """One way to break the good folder, and the fault it has to give."""

    rule: str
    place: str
    file: str = PACK_FILE
    old: str = ""
    new: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def written(self) -> dict[str, str]:
        """Return the folder's files with the one thing changed."""
        texts = GOOD | self.files
        if self.old:
            if self.old not in texts[self.file]:
                raise AssertionError(self.old)
            texts[self.file] = texts[self.file].replace(self.old, self.new, 1)
        return texts


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files into a folder and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def asking(rule: str, text: str) -> Bad:
    """Return the second prompt, answered in a line, with another text."""
    return Bad(rule=rule, place="prompts[1].text", old="What did a child show you this week?", new=text)


def tapped(rule: str, taps: str, part: str = "taps") -> Bad:
    """Return the first prompt, a yes or no, with other taps."""
    return Bad(rule=rule, place=f"prompts[0].{part}", old='["Yes", "Partly", "No"]', new=taps)


UNSENT = (
    """\
title = "By choice"
purpose = "Never sent."
version = 1
length = "one tap"
moment = "after"
sent = false
"""
    + FILLERS
)
PULSE = """\
title = "Pulse"
purpose = "Our own weekly question."
version = 1
length = "one tap"
moment = "after"

[[prompts]]
slug = "weekly-item"
text = "{element}: did it go well since {weekday}?"
answer = "tap"
taps = ["Yes", "No"]
principles = ["trust"]
"""

CORPUS = {
    "TOML that does not close its text": Bad(
        rule="TOML", place="line 1, column 20", old='"Small pack"', new='"Small pack'
    ),
    "a pack without a purpose": Bad(
        rule="missing field", place="purpose", old='purpose = "A pack to break."', new=""
    ),
    "a misspelt field": Bad(rule="unknown field", place="lenght", old="length =", new="lenght ="),
    "a slug written in the file": Bad(
        rule="unknown field", place="slug", old="version = 1", new='slug = "x"'
    ),
    "an empty title": Bad(rule="value", place="title", old='"Small pack"', new='" "'),
    "prompts that are not tables": Bad(
        rule="value",
        place="prompts[0]",
        files={PACK_FILE: HEAD + "prompts = [1]"},
    ),
    "a framework that is not a table": Bad(
        rule="value", file=FRAMEWORK_FILE, place="small", files={FRAMEWORK_FILE: "small = 1"}
    ),
    "a tap longer than a button": tapped("value", f'["Yes", "{"n" * 41}"]', "taps[1]"),
    "a slug with capitals": Bad(rule="slug", place="prompts[0].slug", old='"one"', new='"One"'),
    "a slug used twice": Bad(rule="unique slug", place="prompts[1].slug", old='"two"', new='"one"'),
    "a card in a file of another name": Bad(
        rule="file name", file=CARD_FILE, place="name", old="Small card", new="Other card"
    ),
    "version nought": Bad(rule="version", place="version", old="version = 1", new="version = 0"),
    "a second version without the first wording": Bad(
        rule="version", place="prompts[0].version", old='slug = "one"', new='slug = "one"\nversion = 2'
    ),
    "an unknown role": Bad(
        rule="role", place="prompts[0].roles[0]", old='slug = "one"', new='slug = "one"\nroles = ["wizard"]'
    ),
    "an unknown role of a card": Bad(
        rule="role", file=CARD_FILE, place="variants[0].role", old='"residential"', new='"wizard"'
    ),
    "an unknown pathway, told once": Bad(rule="pathway", place="pathways[0]", old='"visit"', new='"moon"'),
    "an unknown principle": Bad(
        rule="principle", place="prompts[0].principles[0]", old='["choice"]', new='["luck"]'
    ),
    "a principle that is not the card's": Bad(
        rule="principle", place="prompts[0].element", old='["choice"]', new='["trust"]'
    ),
    "an unknown lens": Bad(
        rule="lens", place="prompts[1].lenses[0]", old='["child\'s voice"]', new='["weather"]'
    ),
    "an unknown moment": Bad(rule="moment", place="moment", old='"after"', new='"later"'),
    "an unknown answer": Bad(
        rule="answer kind", place="prompts[1].answer", old='answer = "line"', new='answer = "essay"'
    ),
    "an unknown element": Bad(
        rule="element", place="prompts[0].element", old='"offering-a-real-choice"', new='"offering-tea"'
    ),
    "an unknown framework": Bad(rule="framework", place="framework", old='"era"', new='"four-by-four"'),
    "a framework for talking only": Bad(
        rule="framework",
        place="prompts[1].framework",
        old='slug = "two"',
        new='slug = "two"\nframework = "only-talk"\nstages = [{ name = "First", ask = "What was it?" }]',
    ),
    "a stage left out": Bad(
        rule="stages",
        place="stages",
        old='    { name = "Reflection", ask = "What do you make of it?" },\n',
        new="",
    ),
    "a stage under another name": Bad(rule="stages", place="stages", old='"Reflection"', new='"Thinking"'),
    "another framework without its stages": Bad(
        rule="stages", place="prompts[1].stages", old='slug = "two"', new='slug = "two"\nframework = "small"'
    ),
    "stages without a framework": Bad(rule="stages", place="stages", old='framework = "era"', new=""),
    "a shorter run that is not one": Bad(
        rule="stages",
        file=FRAMEWORK_FILE,
        place="small.shorter",
        old='"Second"]',
        new='"Second"]\nshorter = [["Second", "First"]]',
    ),
    "a pack of four prompts": Bad(rule="pack size", place="prompts", files={PACK_FILE: PACK}),
    "a pathway pack without the child's voice": Bad(
        rule="lens floor", place="prompts", old="child's voice", new="language"
    ),
    "a prompt for an older reader": asking(
        "reading age", "What considerations characterised collaborative deliberations?"
    ),
    "a card for an older reader": Bad(
        rule="reading age",
        file=CARD_FILE,
        place="",
        old="You say what you saw.",
        new="Considered communication facilitates collaborative understanding. " * 3,
    ),
    "other words for the weekly item": Bad(
        rule="weekly item", file="texts/pulse.toml", place="prompts", files={"texts/pulse.toml": PULSE}
    ),
    "twenty-six words": asking("25 words", "What is it" + " so" * 23 + "?"),
    "a banned word": asking("banned word", "What should you keep?"),
    "a banned word in a tap": tapped("banned word", '["Yes", "No, we failed"]', "taps[1]"),
    "a banned word in a short form": Bad(
        rule="banned word", place="prompts[1].short.text", old="Did a child show", new="Did a child just show"
    ),
    "a banned word in a stage": Bad(
        rule="banned word", place="stages[1].ask", old="What do you make of it?", new="What must you do?"
    ),
    "a banned word on a card": Bad(
        rule="banned word", file=CARD_FILE, place="looks_like", old="You say", new="You simply say"
    ),
    "a banned word in a card's variant": Bad(
        rule="banned word",
        file=CARD_FILE,
        place="variants[0].looks_like",
        old="it at tea",
        new="the case at tea",
    ),
    "a family called a case": asking("banned word", "What did this case show you?"),
    "why did you": asking("banned word", "Why did you leave then?"),
    "praise": asking("praise", "Well done. What helped?"),
    "an idiom": asking("idiom", "What keeps us on the same page?"),
    "a guess at feelings": asking("guess at feelings", "It must have been hard. What helped?"),
    "a call for the detail": asking("detail of trauma", "Can you describe the assault the child saw?"),
    "American spelling": asking("British spelling", "What behavior did you see?"),
    "a z where an s stands": asking("British spelling", "What did you recognize?"),
    "mark-up": asking("plain text", "What did the *child* show you?"),
    "a mention": asking("plain text", "What did <!here> show you?"),
    "an emoji": asking("plain text", "What helped :smile: you?"),
    "a link": asking("plain text", "What is on https://example.org today?"),
    "a place nobody fills": asking("placeholder", "What did {name} show you?"),
    "one tap": tapped("taps", '["Yes"]', "answer"),
    "taps beside a line": Bad(
        rule="taps",
        place="prompts[1].answer",
        old='answer = "line"',
        new='answer = "line"\ntaps = ["Yes", "No"]',
    ),
    "an open question with taps": Bad(
        rule="taps answer the question",
        place="prompts[0].taps",
        old="On your last visit, did the person get a real choice?",
        new="How did you help the person choose?",
    ),
    "a yes or no without a no": tapped("taps answer the question", '["Yes", "Partly"]'),
    "a yes or no without a yes": tapped("taps answer the question", '["No", "Not yet"]'),
    "a choice answered by yes": Bad(
        rule="taps answer the question",
        place="prompts[0].taps",
        old="On your last visit, did the person get a real choice?",
        new="On your last visit, who chose?",
    ),
    "two questions for one tap": Bad(
        rule="taps answer the question",
        place="prompts[0].taps",
        old="On your last visit, did the person get a real choice?",
        new="Was it rushed? Was there a choice?",
    ),
    "an open question in a short form": Bad(
        rule="taps answer the question",
        place="prompts[1].short.taps",
        old="Did a child show you something?",
        new="What did a child show you?",
    ),
    "a word bank without words": Bad(
        rule="word bank",
        place="prompts[2].answer",
        old='words = ["Sitting", "Waiting", "A slow breath", "Nothing yet"]',
        new="",
    ),
    "a scale with one end": Bad(rule="scale", place="prompts[3].answer", old='high = "Fully"', new=""),
    "no short form": Bad(
        rule="short form",
        place="prompts[1].short",
        old='short = { text = "Did a child show you something?", taps = ["Yes", "No"] }',
        new="",
    ),
    "a short form of one tap": Bad(
        rule="short form",
        place="prompts[1].short.taps",
        old='something?", taps = ["Yes", "No"]',
        new='something?", taps = ["Yes"]',
    ),
    "a signpost on no tap": Bad(
        rule="signposts",
        place="prompts[0].signposts",
        old='slug = "one"',
        new='slug = "one"\nsignposts = ["A lot"]',
    ),
    "a person's own plan in the open": Bad(
        rule="personal",
        place="prompts[1].personal",
        old="What did a child show you this week?",
        new="What became of your plan?",
    ),
    "a text box in a pack that is never sent": Bad(
        rule="never sent",
        file="texts/by-choice.toml",
        place="prompts[0].answer",
        files={
            "texts/by-choice.toml": UNSENT.replace(
                'answer = "tap"\ntaps = ["Yes", "No"]',
                'answer = "line"\nshort = { text = "Was it?", taps = ["Yes", "No"] }',
                1,
            )
        },
    ),
    "a card part of 601 characters": Bad(
        rule="card length",
        file=CARD_FILE,
        place="not_this",
        old="You must calm down.",
        new="a b. " * 120 + "c",
    ),
    "a card longer than Slack takes": Bad(
        rule="card length",
        file=CARD_FILE,
        place="",
        files={
            CARD_FILE: CARD.replace('."\n', ". " + "We sat down. " * 42 + '"\n'),
        },
    ),
    "a variant for nobody": Bad(
        rule="variant", file=CARD_FILE, place="variants[0]", old='role = "residential"', new=""
    ),
    "a variant given twice": Bad(
        rule="variant",
        file=CARD_FILE,
        place="variants[1]",
        old="[[variants]]",
        new='[[variants]]\nrole = "residential"\nlooks_like = "You sit."\n\n[[variants]]',
    ),
}
