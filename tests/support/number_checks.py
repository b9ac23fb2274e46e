"""Hold each number of a lesson against what claims it: a recomputation from the tables, or a stated exemption.

In a phrase # stands for a number, however it is written. A recomputation is given the tables and the match, and
returns what each # of the match must be: a value, a tuple of values, or a list of such tuples of which one must fit.
An exemption names the values that it lets through, and it lets no number through that counts something of the
data (see COUNTS), unless its own phrase holds the counted word as well.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

# What the tables hold. A number beside one of these is recomputed, or an exemption says with what word it goes.
COUNTS = re.compile(
    r" (?:\w+ )?(?:cells|positions|claims|issues|stakeholders|parties|deals|sentences|readers|codes|blanks|meetings|"
    r"questions|forecasts|inducements|arrows|mentions|words|paragraphs|risks|endings|settings|percent|%)|"
    r" of (?:the |these |all )?(?:#|\w+s\b)"
)
RECOMPUTED, TABLE = "recomputed", "words of a table"


class Claim(NamedTuple):
    """lessons: “04”, “04 05”, or “*” for all. found: (tables, match) -> what each # of the match must be."""

    lessons: str
    phrase: str
    found: object


class Exempt(NamedTuple):
    """kind: why nothing is recomputed. values: words and numerals let through; None: every year from 1900 to 2030."""

    kind: str
    lessons: str
    phrase: str
    values: tuple | None


class Near(NamedTuple):
    """A value that rests on chance draws, so that it is the same to some hundredths alone."""

    value: float
    within: float


@dataclass
class Verdict:
    """What stands against the numbers of a lesson, which rules were used, and what kind of rule holds each number."""

    problems: list
    used: set
    held: list  # (number, kind)


def masked(sentence, numbers):
    """The sentence with # in the place of each number."""
    for one in sorted(numbers, key=lambda one: -one.start):
        sentence = sentence[: one.start] + "#" + sentence[one.end :]
    return sentence


def covered(rule, text):
    """[(match, places of the numbers that it holds)]: where the phrase of a rule stands in a masked sentence."""
    found = re.finditer(rule.phrase, text)
    return [(match, range(text.count("#", 0, match.start()), text.count("#", 0, match.end()))) for match in found]


def fits(number, wanted):
    """Whether a number as it is written is the wanted value, rounded as it is written; words and counts are exact."""
    if isinstance(wanted, Near):
        return abs(number.value - wanted.value) <= wanted.within
    said = number.words.replace(",", "")
    decimals = len(said.partition(".")[2]) if said[-1].isdigit() else None
    exact = decimals is None or isinstance(wanted, int) or (not decimals and abs(wanted) < 1)
    return abs(number.value - wanted) <= (1e-9 if exact else 0.5 * 10**-decimals + 1e-9)


def readings(claim, tables, match):
    """The tuples of which one must fit; no tuple where the tables no longer hold what is to be recomputed."""
    try:
        found = claim.found(tables, match)
    except (KeyError, IndexError, StopIteration, ValueError, TypeError, ZeroDivisionError):
        return []
    every = found if isinstance(found, list) else [found]
    return [tuple(one) if isinstance(one, (tuple, range)) else (one,) for one in every]


def _applies(rule, lesson):
    return rule.lessons == "*" or lesson in rule.lessons.split()


def judge(numbers, claims, exempt, tables):
    """Judge the numbers of one lesson, sentence by sentence; return a Verdict."""
    result, by_sentence = Verdict([], set(), []), {}
    for one in numbers:
        by_sentence.setdefault(one.sentence, []).append(one)
    for sentence, these in by_sentence.items():
        _judge_sentence(sentence, these, claims, exempt, tables, result)
    return result


def _judge_sentence(sentence, these, claims, exempt, tables, result):
    text, lesson = masked(sentence, these), these[0].lesson
    if these[0].kind == "caption" and _is_of_a_table(sentence.strip(" |[]"), tables.words):
        result.held += [(one, TABLE) for one in these]
        return
    done = set()
    for claim in (rule for rule in claims if _applies(rule, lesson)):
        for match, places in covered(claim, text):
            result.used.add(claim)
            wanted = readings(claim, tables, match)
            held = [these[n] for n in places]
            result.held += [(these[n], RECOMPUTED) for n in places if n not in done]
            done.update(places)
            if not any(len(one) == len(held) and all(map(fits, held, one)) for one in wanted):
                result.problems.append(_false(sentence, lesson, held, claim, wanted))
    for n, one in enumerate(these):
        if n not in done:
            rule = _exemption(one, n, text, exempt)
            result.used.add(rule)
            result.held += [(one, rule.kind)] if rule else []
            result.problems += [] if rule else [_unclaimed(one, text, claims, tables)]


def _is_of_a_table(said, words):
    """Whether a sentence stands as it is in a cell of a table: a whole cell, or some words of one."""
    return said in words and not said.isdigit() and (len(said.split()) > 1 or f"\n{said}\n" in words)


def unused(rules, verdicts):
    """The rules that hold no number of any lesson: what they were for is gone."""
    used = set().union(*(verdict.used for verdict in verdicts))
    return [rule for rule in rules if rule not in used]


def _exemption(one, place, text, exempt):
    for rule in exempt:
        if _applies(rule, one.lesson) and _allows(rule, one):
            for match, places in covered(rule, text):
                if place in places and not _counts(text, place, match):
                    return rule
    return None


def _allows(rule, one):
    if rule.values is None:
        return one.words.isdigit() and len(one.words) == 4 and 1900 <= one.value <= 2030
    if one.words[0].isalpha():  # a word lets no numeral through, nor a numeral a word
        return one.words.lower() in rule.values
    return any(not value.isalpha() and abs(one.value - float(value)) < 1e-9 for value in rule.values)


def _counts(text, place, match):
    """Whether the number counts something of the data, and the match does not reach that word."""
    at = [found.end() for found in re.finditer("#", text)][place]
    counted = COUNTS.match(text, at)
    return bool(counted) and counted.end() > match.end()


def _false(sentence, lesson, held, claim, wanted):
    said = ", ".join(one.words for one in held)
    gives = _listed([one for one in wanted if len(one) == len(held)] or wanted)
    return f"Lesson {lesson}: “{sentence}” says {said}, and the tables give {gives} (claim: {claim.phrase})."


def _listed(wanted):
    """Readings in words; a claim about a name gives none without it."""
    return " or ".join(", ".join(str(_short(value)) for value in one) for one in wanted) or "nothing"


def _short(value):
    value = value.value if isinstance(value, Near) else value
    return round(value, 4) if isinstance(value, float) else value


def _unclaimed(one, text, claims, tables):
    near = [rule for rule in claims if _applies(rule, one.lesson)]
    best = max(near, key=lambda rule: SequenceMatcher(None, rule.phrase, text).ratio(), default=None)
    head = f"Lesson {one.lesson}: no claim holds “{one.words}” in “{one.sentence}”."
    if best is None:
        return head
    gives = _listed(readings(best, tables, re.search(best.phrase, text)))
    return f"{head} The nearest claim is “{best.phrase}”, for which the tables give {gives}."
