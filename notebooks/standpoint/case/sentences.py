"""Where a paragraph is cut into sentences, and how many words a stretch of text has, in any script.

After the sentence boundaries of Unicode Standard Annex 29, with tailorings: a stop before a small letter ends nothing
(“Why?” he asked), nor does an abbreviation, an initial or a list's number; a stop needs a space behind it, but for
those of East Asia; and [...] belongs to the sentence behind it.
"""

import re
import unicodedata

_WIDE = "。！？｡．"  # these end a sentence without a space behind them
_STOPS = ".!?‼‽⁇⁈⁉․؟۔।॥።፧၊။។" + _WIDE
_CLOSING = "”’\"')\\]»›“‘«‹」』》〉）］】"
_SPACE = " \u00a0\u202f"  # French puts one of these inside its quotation marks
_OPENING = "“‘\"'(\\[{„‚‟«‹»›「『《〈（［【¿¡"
_GREEK = "(?<=[\u0370-\u03ff\u1f00-\u1fff]);"  # the question mark of Greek
_STOP = re.compile(rf"(?:[{_STOPS}]+|{_GREEK})[{_CLOSING}]*(?:[{_SPACE}]»(?=\s|$))?")
# A dash that touches the word behind it opens, as in Spanish; one with spaces around it goes on (UAX 29, SB8a).
_BEGIN = re.compile(rf"\s*(?:[—–](?=[^\s—–]))?(?:[{_OPENING}][{_SPACE}]?)*")
_LEFT_OUT = re.compile(r"[\[(]\s?(?:\.\.\.|…)\s?[\])]")
_BEFORE = re.compile(r"(\S*?)([^\W_]+)$")
# Before any word: titles and the like. They are no last words of a sentence.
_TITLES = set(
    "mr mrs ms dr prof st ste mme mlle hr rev hon gov sen rep gen lt sgt capt sr sra srta dra ing lic dña avda "
    "bzw mio mrd evtl ggf inkl sog vgl им ул пл просп обл акад проф напр см ім вул буд див тов κα κος δρ αγ λεωφ ee vs"
    .split()
)  # fmt: skip
# Before a number alone: “no. 5” and “on Jan. 6”, but “He said no. Then”.
_NUMBERED = set(
    "no nr ca núm art abs pp pág págs vol fig bd kap ziff jan feb mar apr jun jul aug sep sept oct nov dec dez okt "
    "ст рис стор стр гл αρ σελ".split()
)
_MONTHS = (
    "januar jänner februar märz april mai juni juli august september oktober november dezember "
    "jan feb mär apr jun jul aug sep okt nov dez"
).split()
# Several letters with stops, the first one small: “z.B. Haus”. These four do end sentences.
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_LAST = {"т.д", "т.п", "a.m", "p.m"}
_LETTERS = re.compile(r"[^\W\d_]")
# Scripts without spaces between words; Thai and Lao also mark no ends of sentences.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_UNMARKED = {"Thai": "\u0e00-\u0e7f", "Lao": "\u0e80-\u0eff"}
UNSPACED_PER_WORD = 2  # characters of such a script that count as one word


def sentence_starts(text):
    """Return the places at which the sentences of a paragraph begin (list of int, the first is 0)."""
    starts = [0]
    for found in _STOP.finditer(text):
        begin = _BEGIN.match(text, found.end())
        space = re.match(r"\s*", text[found.end() :]).end()
        start = found.end() + space
        wide = any(c in _WIDE for c in found.group())
        if start == len(text) or not (space or wide):
            continue
        if _begins(text, start, begin.end()) and _ends(text, found, begin, starts[-1]):
            starts.append(start)
    return starts


def _begins(text, start, letter):
    """True where a sentence may begin: with what was left out, or a letter that is not small, or a digit."""
    if _LEFT_OUT.match(text, start):
        return True
    first = text[letter : letter + 1]
    return first.isdigit() or first.isalpha() and not _small(first)


def _small(letter):
    # Modern Georgian has one case, though Unicode gives its letters a second one (UAX 29, Lower).
    return letter.islower() and not "ა" <= letter <= "ჿ"


def _ends(text, found, begin, last):
    """True where a stop may end a sentence: it is no part of [...], an abbreviation, an initial or a list's number."""
    if _LEFT_OUT.fullmatch(text[: found.end()][-5:].lstrip()) or _LEFT_OUT.fullmatch(text[: found.end()][-3:]):
        return False
    if found.group() != ".":
        return True
    before = _BEFORE.search(text, max(0, found.start() - 40), found.start())
    if not before:
        return True
    whole, word, behind = before.group(1), before.group(2), text[begin.end() : begin.end() + 12]
    lead = text[max(0, before.start() - 8) : before.start()]
    if word.isdigit():
        alone = not text[last : before.start(2)].strip(" ([")
        month = len(word) < 3 and behind.lower().startswith(tuple(_MONTHS))
        return not alone and not (month and not whole)
    if len(word) == 1 and not whole.strip("([„«“\"'"):
        # “2024 р.” may end a sentence, “р. Дніпро” not; and “I” is a word.
        return word == "I" or bool(re.search(r"\d\s$", lead))
    if _DOTTED.fullmatch(whole + word) and whole[0].islower():
        return whole + word in _LAST
    name = word.casefold()
    return not (name in _TITLES and not whole.endswith(".") or name in _NUMBERED and behind[:1].isdigit())


def count_words(text):
    """Return how many words a text has: stretches between spaces; of a script without spaces, two characters a word."""
    total = 0
    for stretch in text.split():
        signs = len(_UNSPACED.findall(stretch))
        total += -(-signs // UNSPACED_PER_WORD) if signs else 1
    return total


def without_marks(text):
    """Return the name of the script of a text that marks no ends of sentences, such as "Thai"; "" for any other."""
    letters = len(_LETTERS.findall(text))
    found = {name: len(re.findall(f"[{signs}]", text)) for name, signs in _UNMARKED.items()}
    name = max(found, key=found.get)
    return name if letters and found[name] * 2 > letters else ""


def ends_with_stop(line):
    """True where a line ends as a sentence does: with a stop of any script, also inside closing marks."""
    bare = line.rstrip("”’\"')]»›“‘«‹」』》〉）］】" + _SPACE)
    return bool(bare) and (bare[-1] in f"{_STOPS}…" or line[-1] in '”"' or bool(re.search(f"{_GREEK}$", bare)))


def touches(name):
    """Return (left, right): whether a name's first and last sign are of a script whose words touch each other."""
    return tuple(bool(_UNSPACED.match(unicodedata.normalize("NFC", sign))) for sign in (name[:1], name[-1:]))
