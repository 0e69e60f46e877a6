"""What the words around a word say about it: a title, a relative, an age, a month, a place, a heading."""

import re
from dataclasses import dataclass
from typing import Final

from practice.identifiers import cues
from practice.identifiers.looks import ORDINARY, Known, Likelihood
from practice.identifiers.tokens import Token, are_joined

_COMMON: Final = 1500
_SELDOM: Final = 10_000
_UNUSUAL: Final = 100
_OF_A_PERSON: Final = re.compile(
    rf",? (?:who (?:is|was) )?\(?aged?\b|,? \({cues.AGE}\)|, (?:a )?{cues.AGE}(?:,|\.|[ -]years?\b| and\b|$)"
    rf"| (?:is|was|turned|turns) (?:now |only |nearly |almost )?{cues.AGE}"
    r"(?:,|\.| and\b| years? old\b| now\b|$)"
    r"| and (?:his|her|their) (?:(?:older|younger|little|big|baby|twin|half|foster|step) )?"
    r"(?:mum|mam|dad|mother|father|brothers?|sisters?|siblings?|twin|nan|gran|grandma|grandmother|aunt"
    r"|cousins?|baby|carers?)\b"
    r"|(?: (?:and|or) [A-Z][\w']+)? (?:are|were) (?:both )?(?:sisters|brothers|twins|siblings|cousins)\b"
)
_VAN: Final = cues.listed("van von")
_AFTER_VAN: Final = cues.listed("der den")
_COMING: Final = cues.listed("came come comes went goes")
_COMING_UP_TO: Final = cues.listed("to the with for and stairs")
_OPENS_CLAUSE: Final = cues.listed("and when that because but where if so while until as then after before")
_DONE_TO_PEOPLE: Final = cues.listed("told asked hugged texted thanked phoned rang met")
_NUMBER_FOLLOWS: Final = re.compile(r"'?s? ?\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """A text as words with how each looks; every question is about the word at `place`."""

    text: str
    tokens: list[Token]
    looks: list[Likelihood]
    known: Known

    def word(self, place: int) -> str:
        """Return the word at a place, empty outside the text."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def before(self, place: int) -> Token | None:
        """Return the word before, if it could belong to the same name."""
        if place == 0 or not are_joined(self.tokens[place - 1], self.tokens[place]):
            return None
        return self.tokens[place - 1]

    def after(self, place: int) -> Token | None:
        """Return the word after, if it could belong to the same name."""
        if place + 1 == len(self.tokens) or not are_joined(self.tokens[place], self.tokens[place + 1]):
            return None
        return self.tokens[place + 1]

    def has_title(self, place: int) -> bool:
        """Say whether a title stands before: after Mrs any capital will do, after Auntie a likely name."""
        token, before = self.tokens[place], self.before(place)
        if before is None or before.word not in cues.TITLES:
            return False
        likely = self.looks[place] in {Likelihood.NAME, Likelihood.UNKNOWN} or self._is_family_name(place)
        if before.word in cues.FIRM_TITLES:
            return token.is_capital or likely
        opens_alone = before.opens and before.word not in cues.TITLES_THAT_OPEN
        likely = likely or self.looks[place] is Likelihood.SOMETIMES
        return token.is_capital and before.is_capital and likely and not opens_alone

    def has_firm_cue(self, place: int) -> bool:
        """Say whether the neighbours speak of a person, firmly enough for an ordinary or allowed word."""
        token = self.tokens[place]
        if not self._may_be_person(place):
            return False
        if token.is_possessive and self.family_follows(place):
            return True
        told = self.word(place + 1) in cues.SPEAKING and self.word(place + 2) in cues.LISTENERS
        if told and self.word(place - 1) not in cues.DETERMINERS:
            return True
        return (
            self._is_relation(place)
            or bool(_OF_A_PERSON.match(self.text, token.end))
            or self._has_family_name(place)
        )

    def family_follows(self, place: int) -> bool:
        """Say whether a relative, carer, school or the like is one of the next two words."""
        return self.word(place + 1) in cues.FAMILY or self.word(place + 2) in cues.FAMILY

    def is_month(self, place: int) -> bool:
        """Say whether a word that can be a month or season is one here."""
        token, before = self.tokens[place], self.word(place - 1)
        if token.gap.strip(" (,").isdigit() or _NUMBER_FOLLOWS.match(self.text, token.end):
            return True
        if before == "to":
            return self.word(place - 2) not in cues.SPEAKING_BEFORE_TO
        if before in {"and", "or"}:
            return self.word(place - 2) in cues.AROUND_MONTH
        return before in cues.AROUND_MONTH or self.word(place + 1) in cues.AFTER_MONTH

    def is_place(self, place: int) -> bool:
        """Say whether a word that can be a place is one here: *in Jordan*, *the Lincoln office*."""
        token, words = self.tokens[place], self.known.words
        if self.word(place + 1) in cues.AFTER_PLACE and not token.is_possessive:
            return True
        personal = token.word in words.given or token.word in words.sometimes_given
        return self.word(place - 1) in (cues.FIRMLY_BEFORE_PLACE if personal else cues.BEFORE_PLACE)

    def names_a_body(self, place: int) -> bool:
        """Say whether the word names a team, a model, a report: *the Marlborough team*."""
        follows = self.word(place + 1) in cues.ABOUT_A_BODY and not self.tokens[place].is_possessive
        return follows and self.word(place - 1) in cues.DETERMINERS

    def is_in_heading(self, place: int) -> bool:
        """Say whether an ordinary capitalised word stands directly beside, as in the title of a thing."""
        before, after = self.before(place), self.after(place)
        if after and after.is_capital and not after.is_shouted and self.looks[place + 1] in ORDINARY:
            return not self._is_family_name(place + 1) and after.word not in cues.COLOURS
        return bool(before and before.is_capital and not before.opens) and self.looks[place - 1] in ORDINARY

    def acts(self, place: int) -> bool:
        """Say whether what follows is what a person does; of a word seldom met otherwise, less is asked."""
        word, after = self.word(place), self.word(place + 1)
        if after in _COMING and self.word(place + 2) == "up" and self.word(place + 3) not in _COMING_UP_TO:
            return False
        if after in cues.TELLING or (after in cues.DOING and word not in cues.MONTHS):
            return True
        everyday = self.known.words.everyday
        seldom = word not in cues.MONTHS and everyday.get(word, 0) < _SELDOM
        return seldom and (after in cues.BEING or (after.endswith("ed") and after in everyday))

    def acts_in_small(self, place: int) -> bool:
        """Say whether a clause opens with the word in small letters, and it does what people do."""
        token = self.tokens[place]
        opens = token.opens or self.word(place - 1) in _OPENS_CLAUSE
        return opens and self.acts(place)

    def is_told(self, place: int) -> bool:
        """Say whether the word before is what is done to a person alone, as in *told harry*."""
        return self.before(place) is not None and self.word(place - 1) in _DONE_TO_PEOPLE

    def is_seldom(self, place: int) -> bool:
        """Say whether the word is seldom met otherwise."""
        return self.known.words.everyday.get(self.word(place), 0) < _SELDOM

    def follows_particle(self, place: int) -> bool:
        """Say whether a capital follows what stands before family names only: *van der Berg*, *ibn Said*."""
        joined = self.before(place) is not None and self.tokens[place].is_capital
        return joined and self.is_firm_particle(place - 1)

    def is_firm_particle(self, place: int) -> bool:
        """Say whether a small word is one that stands before family names only, or a part of one."""
        if self.tokens[place].is_capital:
            return False
        word, beside = self.word(place), (self.word(place - 1), self.word(place + 1))
        dutch = (word in _AFTER_VAN and beside[0] in _VAN) or (word in _VAN and beside[1] in _AFTER_VAN)
        return dutch or word in cues.FIRM_PARTICLES

    def _is_family_name(self, place: int) -> bool:
        return self.tokens[place].word in self.known.words.families

    def _may_be_person(self, place: int) -> bool:
        word, look, words = self.word(place), self.looks[place], self.known.words
        if word in cues.KINDS and word not in words.sometimes_given:
            return False
        if look in {Likelihood.NAME, Likelihood.UNKNOWN, Likelihood.SOMETIMES}:
            return True
        lists = (words.families, words.given, words.sometimes_given, self.known.people)
        if any(word in each for each in lists):
            return True
        seldom = words.everyday.get(word, 0) < _COMMON
        return look is Likelihood.EVERYDAY and seldom and not self.tokens[place].opens

    def _is_relation(self, place: int) -> bool:
        """Say whether *brother*, *colleague*, *called* or the like introduces the word."""
        token, before, words = self.tokens[place], self.before(place), self.known.words
        if before is None or before.opens or before.word not in cues.RELATIONS:
            return False
        named = token.word not in words.everyday or token.word in words.sometimes_given
        return named and self.looks[place] is not Likelihood.ALLOWED

    def _has_family_name(self, place: int) -> bool:
        """Say whether a word that may be a given name is followed by what may be a family name."""
        token, after, words = self.tokens[place], self.after(place), self.known.words
        if after is None or not after.is_capital or after.is_shouted:
            return False
        if self.looks[place] not in {Likelihood.SOMETIMES, Likelihood.PLACE, Likelihood.UNKNOWN}:
            return False
        if token.opens and token.word in cues.QUESTIONS and after.word in words.given:
            return False
        if after.word in words.families or self.looks[place + 1] in {Likelihood.NAME, Likelihood.UNKNOWN}:
            return True
        unusual = words.everyday.get(after.word, _UNUSUAL) < _UNUSUAL
        return unusual and self.looks[place + 1] is Likelihood.EVERYDAY
