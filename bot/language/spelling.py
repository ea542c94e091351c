"""Reading what was not written as the standard writes it: pinyin, initials, homophones, a wrong or missing character, misspelt English.

In: a text in normal form in which the gazetteer found what it knows. Out: the text as it was meant, with each change. What is written as
the standard or the training examples write it is never touched, nor is a common word of Chinese: precise words win over likenesses.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from pypinyin import Style, lazy_pinyin, pinyin
from rapidfuzz import fuzz, process

MAX_WORD_CHARACTERS = 10
_LATIN_RUN = re.compile(r"[a-z']+(?: [a-z']+)*")
_ENGLISH_VOWEL = re.compile(r"[aeiouy]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_VOWEL = re.compile(r"[aeiouv]")
# Of short words only these classes are so often meant that a homophone stands for them.
SHORT_CLASSES = frozenset({"service"})
# Characters that are hardly ever a slip for another: they hold sentences together.
INITIAL_CLASSES = frozenset({"service", "channel", "category", "staff", "facility", "zone"})
FUNCTION_CHARACTERS = frozenset(
    "的了我你他她在是不没有个这那就也都要能会可到去来上下里进出和跟与及给把被让对从向为于很太再又还只才吗呢吧啊呀哪什么怎几多少"
)
# The words of these are turns of phrase, which resemble too much that is not meant.
WHOLE_CLASSES = frozenset({"outside", "matter"})
# Of words of three characters one may be wrong in those of these classes, and in every canonical term.
THREE_CLASSES = frozenset({"zone", "staff", "channel", "hall", "facility"})
MIN_ENGLISH_SIMILARITY = 86.0
MIN_COMMON_COUNT = 20
MAX_READINGS = 3
GRADE_LETTERS = "abcd"
MAX_PINYIN_LETTERS = 60
"""More letters in a row are no pinyin."""


@dataclass(frozen=True)
class Word:
    """One word of the standard in normal form, with the class and the name of the concept that it stands for."""

    text: str
    cls: str
    name: str


@dataclass(frozen=True)
class Change:
    """`written` was taken for `meant`, a word of the concept `name`, or, with no name, for words of no concept.

    Not `certain`: a likeness that should be asked about before anything is made of it; the text still has `written`.
    """

    written: str
    meant: str
    name: str = ""
    certain: bool = True


@lru_cache(maxsize=20_000)
def sound(character: str) -> str:
    """The reading of a character without tone, and without the distinctions that dialects and hasty typing lose; any other sign itself."""
    if not _HAN.match(character):
        return character
    return _blurred(lazy_pinyin(character, style=Style.NORMAL)[0])


@lru_cache(maxsize=20_000)
def _readings(character: str) -> tuple[str, ...]:
    """The usual readings of a character, as `sound` gives the first."""
    if not _HAN.match(character):
        return (character,)
    found = dict.fromkeys((sound(character), *map(_blurred, pinyin(character, style=Style.NORMAL, heteronym=True)[0])))
    return tuple(found)[:MAX_READINGS]


def _blurred(syllable: str) -> str:
    syllable = re.sub(r"^([zcs])h", r"\1", syllable)
    return re.sub(r"(in|en|an)g$", r"\1", syllable)


def _sounds(text: str) -> tuple[str, ...]:
    return tuple(map(sound, text))


class Speller:
    """Knows the words of the standard, the phrases of the training examples, and the common words of Chinese."""

    def __init__(self, words: Iterable[Word], phrases: Counter[str] | dict[str, int], common: Iterable[str]) -> None:
        """`phrases`: how often each run of one to four characters occurs in the examples; `common`: words that are no slips."""
        self._words = {word.text: word for word in words}
        self._phrases = dict(phrases)
        self._common = frozenset(common)
        self._by_sound: dict[tuple[str, ...], list[Word]] = {}
        self._with_hole: dict[str, set[str]] = {}
        self._shortened: dict[str, set[str]] = {}
        self._by_initials: dict[str, list[Word]] = {}
        self._english: dict[str, Word] = {}
        for word in self._words.values():
            self._enter(word)
        self._readings: dict[str, tuple[float, str]] = {}
        self._syllables: set[str] = set()
        for text, count in self._phrases.items():
            if count > 1 or len(text) == 1:  # a run that occurs once is hardly a phrase, and there are tens of thousands
                self._enter_reading(text, count)
        for word in self._words.values():
            if _all_han(word.text):
                self._enter_reading(word.text, 60 if word.text == word.name else 30)
        self._english_words = {token for text in self._english for token in text.split()}
        self._english_words |= {
            text for text in self._phrases if text.isascii() and _ENGLISH_VOWEL.search(text)
        }  # xh is no word, but initials

    def _enter(self, word: Word) -> None:
        text = word.text
        if not _HAN.search(text):
            if len(text) >= 5 and word.cls not in WHOLE_CLASSES and text.replace(" ", "").replace("-", "").isalpha():
                self._english[text] = word
            return
        if len(text) >= 3 or (word.cls in SHORT_CLASSES and text == word.name):
            self._by_sound.setdefault(_sounds(text), []).append(word)
        if len(text) >= 3 and _all_han(text) and word.cls not in WHOLE_CLASSES:
            for at in range(len(text)):
                self._with_hole.setdefault(f"{text[:at]}?{text[at + 1 :]}", set()).add(text)
                if len(text) >= 4:
                    self._shortened.setdefault(text[:at] + text[at + 1 :], set()).add(text)
        if _all_han(text) and (2 <= len(text) <= 4 or text == word.name) and word.cls in INITIAL_CLASSES:
            initials = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
            self._by_initials.setdefault(initials, []).append(word)

    def _enter_reading(self, text: str, count: int) -> None:
        if not _all_han(text):
            return
        syllables = lazy_pinyin(text, style=Style.NORMAL)
        self._syllables.update(syllables)
        key = "".join(syllables)
        cost = max(2.0, 4.0 - 0.3 * math.log(1 + count))  # so that one phrase is cheaper than any two
        if key not in self._readings or cost < self._readings[key][0]:
            self._readings[key] = (cost, text)

    def read(self, text: str, known: Sequence[tuple[int, int]]) -> tuple[str, list[Change]]:
        """The text as it was meant. `known`: where, from and up to, it is written as the standard writes it, in order."""
        changes: list[Change] = []
        pieces: list[tuple[int, int, Change]] = [
            *self._latin(text, known),
            *self._han(text, known),
        ]
        at, parts = 0, []
        for start, end, change in sorted(pieces, key=lambda piece: (piece[0], -piece[1])):
            if start < at:
                continue
            changes.append(change)
            if change.certain:
                parts += [text[at:start], change.meant]
                at = end
        parts.append(text[at:])
        return "".join(parts), changes

    # ---- letters

    def _latin(self, text: str, known: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, Change]]:
        for run in _LATIN_RUN.finditer(_masked(text, known)):
            tokens = [(match.group(), run.start() + match.start()) for match in re.finditer(r"[a-z']+", run.group())]
            long = [token for token, _ in tokens if len(token) > 1]
            if not long:
                continue
            if sum(token in self._english_words for token in long) * 2 >= len(long):
                yield from self._misspelt(text, tokens)
            elif all(self._is_pinyin(token) or token in self._by_initials for token in long):
                yield from self._pinyin(text, run.start(), run.end(), tokens)
            else:
                yield from self._misspelt(text, tokens)

    def _misspelt(self, text: str, tokens: list[tuple[str, int]]) -> Iterable[tuple[int, int, Change]]:
        for size in (3, 2, 1):
            for first in range(len(tokens) - size + 1):
                start, end = tokens[first][1], tokens[first + size - 1][1] + len(tokens[first + size - 1][0])
                written = text[start:end]
                if len(written) < 5 or (size == 1 and written in self._english_words):
                    continue
                found = process.extractOne(written, self._english.keys(), scorer=fuzz.ratio, score_cutoff=MIN_ENGLISH_SIMILARITY)
                if found and found[0].count(" ") + found[0].count("-") == size - 1:
                    yield start, end, Change(written, found[0], self._english[found[0]].name)
                    return

    def _is_pinyin(self, token: str) -> bool:
        return self._split(token.replace("'", "")) is not None

    def _split(self, letters: str) -> tuple[str, ...] | None:
        """The syllables of which the letters are made, the longest first; None where they are not."""
        if not letters:
            return ()
        if len(letters) > MAX_PINYIN_LETTERS:
            return None
        for size in range(min(6, len(letters)), 0, -1):
            if letters[:size] in self._syllables and (rest := self._split(letters[size:])) is not None:
                return (letters[:size], *rest)
        return None

    def _pinyin(self, text: str, start: int, end: int, tokens: list[tuple[str, int]]) -> Iterable[tuple[int, int, Change]]:
        """A stretch of pinyin and initials as the characters that the standard and the examples have for it."""
        meant: list[str] = []
        pending = ""
        names: list[str] = []
        for token, _ in [*tokens, ("", end)]:
            initials = self._initials(token) if token and not (len(token) > 1 and self._is_pinyin(token)) else None
            letter = len(token) == 1 and token in GRADE_LETTERS
            if token and not initials and not letter:
                pending += token.replace("'", "")
                continue
            if pending:
                converted = self._converted(pending)
                if converted is None:
                    return
                meant.append(converted)
                pending = ""
            if initials:
                meant.append(initials.text)
                names.append(initials.name)
            elif letter:
                meant.append(token)
        yield start, end, Change(text[start:end], "".join(meant), names[0] if len(names) == 1 else "")

    def _initials(self, token: str) -> Word | None:
        """The word that the initials stand for: of several, a service by its own name, then a shorter way of saying."""
        found = self._by_initials.get(token, [])
        ranked = sorted(found, key=lambda word: (word.cls != "service" or word.text != word.name, -self._phrases.get(word.text, 0)))
        return ranked[0] if ranked else None

    def _converted(self, letters: str) -> str | None:
        """The likeliest characters for pinyin without blanks: the fewest and most usual phrases; None where some letters fit none."""
        best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(letters)
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 6 * MAX_WORD_CHARACTERS), end):
                before = best[start]
                reading = self._readings.get(letters[start:end]) if before else None
                if before and reading:
                    cost = before[0] + reading[0]
                    found = best[end]
                    if found is None or cost < found[0]:
                        best[end] = (cost, before[1] + reading[1])
        whole = best[-1]
        return whole[1] if whole else None

    # ---- characters

    def _han(self, text: str, known: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, Change]]:
        taken: list[tuple[int, int]] = []
        for size in range(min(MAX_WORD_CHARACTERS, len(text)), 1, -1):
            for start in range(len(text) - size + 1):
                end = start + size
                written = text[start:end]
                if not _HAN.search(written) or written in self._words or written in self._phrases or not written.isalnum():
                    continue
                if any(start < other_end and other < end for other, other_end in taken):
                    continue
                inside = [(first, last) for first, last in known if first < end and start < last]
                # what is known stays, unless it is a smaller part of what was meant
                if any(first < start or last > end or (last - first) * 2 > size for first, last in inside) and not self._grade(
                    written, inside
                ):
                    continue
                change = self._change(text, start, end, covered=bool(inside))
                if change:
                    taken.append((start, end))
                    yield start, end, change

    def _grade(self, written: str, inside: list[tuple[int, int]]) -> bool:
        """Whether a known word follows a letter and one character: C及营业厅 has 营业厅 in it and means the grade."""
        return bool(inside) and written[0] in GRADE_LETTERS and bool(self._by_sound.get(_sounds(written)))

    def _change(self, text: str, start: int, end: int, covered: bool) -> Change | None:
        written = text[start:end]
        alike = self._alike(written)
        if alike and len({word.name for word in alike}) == 1:
            word = alike[0]
            if len(written) > 2 or (not covered and not self._joined(text, start, end)):
                return Change(written, word.text, word.name, certain=len(written) > 2 or written not in self._common)
        if len(written) >= (4 if covered else 3) and _all_han(written):
            return self._one_wrong(text, start, end)
        return None

    def _alike(self, written: str) -> list[Word]:
        """The words that sound as the text does, a short one in any of the readings of its characters: 曾容 is 增容."""
        if len(written) > 3:
            return self._by_sound.get(_sounds(written), [])
        return next((found for sounds in product(*map(_readings, written)) if (found := self._by_sound.get(sounds))), [])

    def _one_wrong(self, text: str, start: int, end: int) -> Change | None:
        """One character wrong, missing, or too many; only where it makes no common word with its neighbours."""
        written = text[start:end]
        found: set[str] = set()
        for at in range(len(written)):
            if written[at] in FUNCTION_CHARACTERS:
                continue
            pairs = {text[max(0, start + at - 1) : start + at + 1], text[start + at : start + at + 2]}
            if not any(pair in self._common or pair in self._phrases for pair in pairs if len(pair) == 2):
                found |= self._with_hole.get(f"{written[:at]}?{written[at + 1 :]}", set())
        if len(written) >= 4 and not covered_by_phrases(written, self._phrases):
            found |= self._shortened.get(written, set())
        names = {self._words[text].name for text in found}
        if len(names) != 1:
            return None
        meant = min(found)
        if len(meant) == 3 and meant != self._words[meant].name and self._words[meant].cls not in THREE_CLASSES:
            return None
        return Change(written, meant, names.pop())

    def _joined(self, text: str, start: int, end: int) -> bool:
        """Whether two characters make common words with their neighbours: 怀疑表 is not 疑表."""
        pairs = (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
        return any(pair in self._common for pair in pairs if len(pair) == 2)


def covered_by_phrases(written: str, phrases: dict[str, int]) -> bool:
    """Whether every two neighbouring characters stand so in the examples: then nothing is missing between them."""
    return all(written[at : at + 2] in phrases for at in range(len(written) - 1))


def phrases_of(texts: Iterable[str]) -> Counter[str]:
    """How often each run of one to four Chinese characters, and each word of letters, occurs in texts in normal form."""
    counts: Counter[str] = Counter()
    for text in texts:
        for run in re.findall(r"[\u4e00-\u9fff]+|[a-z]+", text):
            if run.isascii():
                counts[run] += 1
                continue
            for size in range(1, 5):
                counts.update(run[start : start + size] for start in range(len(run) - size + 1))
    return counts


def common_words() -> list[str]:
    """The two-character words of Chinese that are too common to be slips for something else."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return sorted(word for word, count in jieba.dt.FREQ.items() if len(word) == 2 and count >= MIN_COMMON_COUNT and _all_han(word))


def _all_han(text: str) -> bool:
    return all(_HAN.match(character) for character in text)


def _masked(text: str, known: Sequence[tuple[int, int]]) -> str:
    """The text with what is known blotted out, so that offsets stay."""
    for start, end in known:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text
