"""Words that are likely to be somebody's name, by their look, by lists, and by what stands around them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from practice.identifiers import cues
from practice.identifiers.looks import Known, Likelihood, look_at
from practice.identifiers.neighbours import Neighbours
from practice.identifiers.tokens import Token, are_joined, in_phrases, is_particle, tokenise

_RARE: Final = 60
_LAST_LATIN: Final = "\u024f"
_LONG_ENOUGH: Final = 3
_ENOUGH_WORDS: Final = 4
_ORDINARY_ENDINGS: Final = (
    *("s", "ing", "ed", "ly", "tion", "ity", "ness"),
    *("ist", "ism", "ic", "al", "ive", "ory", "ment"),
)


def find_names(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Yield the place of each likely name in plain text (see `fold`), the words of one name together."""
    return _Reading(text, known).find()


class _Reading:
    """One text being read for names: its words, how each looks, and which were taken for names."""

    def __init__(self, text: str, known: Known) -> None:
        self.known = known
        self.words = known.words
        self.tokens = tokenise(text)
        self.sure = in_phrases(self.tokens, self.words.phrases, need_capital=True)
        self.looks = [
            Likelihood.NOBODY if place in self.sure else look_at(token, text[token.start : token.end], known)
            for place, token in enumerate(self.tokens)
        ]
        self.near = Neighbours(text=text, tokens=self.tokens, looks=self.looks, known=known)
        self.deciding = {
            Likelihood.UNKNOWN: self._is_unknown_name,
            Likelihood.SOMETIMES: self._is_sometimes_name,
            Likelihood.PLACE: self._is_person_not_place,
            Likelihood.EVERYDAY: self._is_rare_name,
        }
        self.foreign = self._is_foreign()
        self.named: set[int] = set()

    def find(self) -> Iterator[tuple[int, int]]:
        self.named.update(in_phrases(self.tokens, self.known.full_names, need_capital=False))
        self.named.update(self._in_another_script())
        self.named.update(place for place in range(len(self.tokens)) if self._is_name(place))
        self._follow_and()
        return self._joined()

    def _is_foreign(self) -> bool:
        """Say whether most small words are not English, so that a strange opening word means little."""
        small = [
            token.word for token in self.tokens if not token.is_capital and len(token.word) >= _LONG_ENOUGH
        ]
        unknown = sum(word not in self.words.everyday for word in small)
        return len(small) >= _ENOUGH_WORDS and unknown * 2 > len(small)

    def _in_another_script(self) -> frozenset[int]:
        """Return the places of words in Arabic, Greek or another script inside a text in Latin letters."""
        found = [place for place, token in enumerate(self.tokens) if max(token.word) > _LAST_LATIN]
        return frozenset(found if len(found) * 2 < len(self.tokens) else ())

    def _is_name(self, place: int) -> bool:
        token, look = self.tokens[place], self.looks[place]
        if look is Likelihood.NOBODY:
            return False
        titled = self.near.has_title(place) and place - 1 not in self.sure
        if titled or self.near.follows_particle(place):
            return True
        if look is Likelihood.NAME:
            return self._is_known_name(place)
        if not token.is_capital:
            return self._is_small_name(place, look)
        if self.near.has_firm_cue(place):
            return not (look is Likelihood.PLACE and self.near.is_place(place))
        return look is not Likelihood.ALLOWED and self.deciding[look](place)

    def _is_known_name(self, place: int) -> bool:
        token = self.tokens[place]
        if token.word in self.words.places and self.near.is_place(place):
            return False
        given = token.word in self.words.given or token.word in self.known.people
        return given or not self.near.names_a_body(place)

    def _is_small_name(self, place: int, look: Likelihood) -> bool:
        """Say whether a doubtful word in small letters is a name: *kacpers mum*, *rose's nan*."""
        token = self.tokens[place]
        kin = self.near.family_follows(place) and token.is_possessive
        if look is Likelihood.SOMETIMES:
            told = self.near.is_seldom(place) and (self.near.acts_in_small(place) or self.near.is_told(place))
            return token.word not in cues.MONTHS and (kin or told)
        if look is not Likelihood.UNKNOWN or self.foreign:
            return False
        if self._is_given_with_s(token):
            return True
        introduced = self.near.word(place - 1) in {"called", "named"}
        spoke = (
            self.near.word(place + 1) in cues.SPEAKING and self.near.word(place - 1) not in cues.DETERMINERS
        )
        long_enough = len(token.word) > _LONG_ENOUGH
        return long_enough and (kin or introduced or spoke) and not self.words.is_slip(token.word)

    def _is_given_with_s(self, token: Token) -> bool:
        return (
            token.word.endswith("s")
            and token.word not in self.words.given
            and token.word[:-1] in self.words.given
        )

    def _is_unknown_name(self, place: int) -> bool:
        token = self.tokens[place]
        if self.near.names_a_body(place):
            return False
        return not token.opens or not (self.foreign or self.words.is_slip(token.word))

    def _is_sometimes_name(self, place: int) -> bool:
        token = self.tokens[place]
        if token.word in cues.MONTHS and self.near.is_month(place):
            return False
        if token.word in self.words.places and self.near.is_place(place):
            return False
        return self.near.acts(place) if token.opens else not self.near.is_in_heading(place)

    def _is_person_not_place(self, place: int) -> bool:
        token = self.tokens[place]
        personal = token.word in self.words.given or token.word in self.words.sometimes_given
        if not personal or self.near.is_place(place):
            return False
        return self.near.acts(place) if token.opens else not self.near.is_in_heading(place)

    def _is_rare_name(self, place: int) -> bool:
        """Say whether a capital inside a sentence is a rare word without other forms, as names are."""
        word, everyday = self.tokens[place].word, self.words.everyday
        if (
            self.tokens[place].opens
            or everyday.get(word, _RARE + 1) > _RARE
            or word.endswith(_ORDINARY_ENDINGS)
        ):
            return False
        stem = word.removesuffix("e").removesuffix("y")
        forms = (word + "s", word + "es", stem + "ies", stem + "ed", stem + "ing", word + "ly", word + "al")
        related = any(form in everyday for form in forms)
        return not related and not self.near.names_a_body(place) and not self.near.is_in_heading(place)

    def _follow_and(self) -> None:
        """Take the other half of *Rose and Amina* for a name when one half is."""
        likely = {Likelihood.SOMETIMES, Likelihood.UNKNOWN, Likelihood.NAME}
        for place in range(1, len(self.tokens) - 1):
            left, joint, right = self.tokens[place - 1 : place + 2]
            if joint.word not in {"and", "or"} or not (
                left.is_capital and right.is_capital and right.gap == " "
            ):
                continue
            for one, other in ((place - 1, place + 1), (place + 1, place - 1)):
                if one in self.named and (self.looks[other] in likely or self._may_be_given(other)):
                    self.named.add(other)

    def _may_be_given(self, place: int) -> bool:
        """Say whether a place's name is also given to people, as *Brooklyn* is."""
        word = self.tokens[place].word
        return word in self.words.given or word in self.words.sometimes_given

    def _joined(self) -> Iterator[tuple[int, int]]:
        place = 0
        while place < len(self.tokens):
            if place not in self.named:
                place += 1
                continue
            first, last = self._first_of(place), self._last_of(place)
            end = self.tokens[last].end - (1 if self._is_given_with_s(self.tokens[last]) else 0)
            yield self.tokens[first].start, end
            place = last + 1

    def _first_of(self, place: int) -> int:
        """Take in titles, initials and a doubtful given name that stand before a name."""
        while place:
            before = self.tokens[place - 1]
            if not are_joined(before, self.tokens[place]) or place - 1 in self.sure:
                return place
            title = before.word in cues.TITLES and (before.is_capital or before.word in cues.FIRM_TITLES)
            initial = before.is_capital and len(before.word) == 1 and before.word not in {"i", "a"}
            doubtful = (
                before.is_capital and not before.opens and self.looks[place - 1] is Likelihood.SOMETIMES
            )
            family = before.is_capital and self._opens_a_full_name(place - 1)
            particle = self.near.is_firm_particle(place - 1)
            if not (title or initial or doubtful or family or particle):
                return place
            place -= 1
        return place

    def _opens_a_full_name(self, place: int) -> bool:
        """Say whether a capital before a name is a family name that comes first, as in *Li Wei*."""
        word = self.tokens[place].word
        return word in self.words.families and word not in cues.QUESTIONS

    def _last_of(self, place: int) -> int:
        """Take in the family names, particles and initials that follow a name."""
        while place + 1 < len(self.tokens):
            onward = place + 1
            while onward < len(self.tokens) and is_particle(self.tokens[onward]):
                onward += 1
            joined = all(are_joined(*pair) for pair in pairwise(self.tokens[place : onward + 1]))
            if not joined or not (onward in self.named or self._continues(onward)):
                break
            place = onward
        return place

    def _continues(self, place: int) -> bool:
        if place >= len(self.tokens) or place in self.sure or not self.tokens[place].is_capital:
            return False
        token = self.tokens[place]
        if len(token.word) == 1:
            return token.word != "i"
        if token.is_shouted and self.looks[place] is not Likelihood.NAME:
            return False
        if token.word in self.words.allowed:
            return token.word in self.words.families | self.words.given | cues.COLOURS
        return token.word not in cues.ABOUT_A_BODY
