"""What in a sentence speaks for a recommendation, or against it.

Signs are words: of a list of ``cues``, of the form of the sentence, of its place, or the words
themselves. ``bench/recommendations/training.py`` learns what each weighs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .cues import cue, folded, has_arabic
from .naming import QUOTE, concepts_of, named
from .standing import beginning

if TYPE_CHECKING:
    from collections.abc import Iterator

#: “Fix the roof”, “Hang a key”: a word that is no other kind of word, before what it acts on
_DOES = re.compile(
    r"(?:and |but |so |then |please |just )?(?P<verb>[a-z]{2,})"
    r" (?:the|an|your|our|us|them|me|him|her|it|every|each|any|those|these|nobody|somebody)(?!\w)"
)
_NO_VERB_ENDS = re.compile(r"(?:ed|ing|ly|[^s]s)$")
#: a measure named without a verb, or with what it would do: “A bench and a roof, and …”
_MEASURE = re.compile(
    r"(?:and |or |et |ou )?(?:an?|one|two|three|four|some|no more|more|une?|deux|trois|quelques"
    r"|moins de|plus de) [^.;:]{3,80}?"
    r"(?:, (?:and|et) |(?<!\w)(?:would|could|will do|\w+rai(?:t|ent))(?!\w))"
)
_CALL = re.compile(r"[^,:،]{2,60}[,:،] ?")
_CALL_WORDS = 3
_CLAUSE = re.compile(r"[;؛:—–] |, (?:and|so|then|but|et|alors|donc|mais) |، (?=[وف])")
#: what only stands for an order behind something else: “louez-les”, «فأجّروها»
_LATER = re.compile(r"\w+(?:ez|ons)-\w+|[وف]ا?\w{2,}وا(?:ا|ه|ها|هم|نا|لهم)?(?!\w)|[وف]ل[يتن]\w{2,}")
#: “what should be done”, “whether one must”: spoken of, not asked
_ABOUT = re.compile(
    r"(?<!\w)(?:what|whether|how|who|where|which|ce qu\w*|si|comment|qui|عما|ماذا|هل|كيف|من) ?"
    r"(?:\w+ ){0,4}(?:should|must|ought|would|fallait|faut|faudrait|devrai\w+|doi\w+|ينبغي|يجب)"
    r"(?!\w)"
)
#: “the banks should”, “les communes devraient”
_SHOULD = re.compile(
    r"(?: \w+){0,3}? (?:should|must|ought to|need to|needs to|devrai(?:t|ent)|doit|doivent"
    r"|gagnerai(?:t|ent)|ان)(?! have)(?!\w)"
)
_EARLY = 7
#: without one of these, words alone make no recommendation
_TELLING = frozenset(
    (
        *("asks", "hints", "softly", "urging", "orders", "orders later", "measure", "modal"),
        *("benefits now", "no verb", "item", "question, proposing", "form if", "form -ez"),
        *("form rait", "form clitic", "form افعلوا", "form ل first", "form على … ان"),
    )
)
_CUES = (
    *("asks", "hints", "softly", "reported", "obliged", "declined", "proposing", "urging"),
    *("benefits", "others", "past", "courtesies", "told", "modal", "verbs"),
)
_WORD = re.compile(r"[^\W_]+")
_FORMS = {
    "quotes": re.compile(r"[\"“”«»]"),
    "colon": re.compile(":"),
    "if": re.compile(r"(?<!\w)(?:if|si|s'|لو|اذا|ان)(?!\w)"),
    "if first": re.compile(
        r"(?:and |but |mais |et )?(?:if |si |s'il|لو |ولو |اذا |ان |had |were )"
    ),
    "year": re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"),
    "figure": re.compile(r"\d"),
    "self first": re.compile(
        r"(?:and |but |et |mais )?(?:i|we|je|j'|nous|on|my|our|mon|ma|notre) "
    ),
    "self": re.compile(r"(?<!\w)(?:i|me|my|je|j'\w+|moi|mon|ma|mes|m'\w+)(?!\w)"),
    "you": re.compile(r"(?<!\w)(?:you|your|vous|votre|vos|tu|te|toi|\w+كم)(?!\w)"),
    "not": re.compile(
        r"(?<!\w)(?:not|no|never|nobody|nothing|n't|ne|n'\w+|pas|aucune?|nul|لا|لم|لن|ليس)(?!\w)"
    ),
    "-ez": re.compile(r"(?:\w+ )?\w+ez(?!\w)"),
    "-er": re.compile(r"(?:ne pas )?\w+(?:er|ir|re)(?!\w)"),
    "افعلوا": re.compile(r"[وف]?ا?\w{2,}وا(?:ا|ه|ها|هم|نا)?(?!\w)"),
    "ل first": re.compile(r"[وف]?ل[يتن]\w{2,}"),
    "س": re.compile(r"(?<!\w)[وف]?س[اينت]\w{3,}"),
    "على": re.compile(r"[وف]?علي "),
    "على … ان": re.compile(r"(?<!\w)[وف]?علي (?:\w+ ){1,5}ان(?!\w)"),
    "rait": re.compile(r"(?<!\w)\w+rai(?:t|ent)(?!\w)"),
    "would": re.compile(r"(?<!\w)(?:would|'d)(?! have)(?!\w)"),
    "would have": re.compile(r"(?<!\w)(?:would|could|should|might|ought to) have(?!\w)|aurai"),
    "be done": re.compile(r"(?<!\w)(?:be|etre|soi(?:t|ent)) \w+"),
    "one thing": re.compile(
        r"(?:an?|one|two|three|some|no|une?|deux|trois|aucune?|quelques) |\w+ واحد[هة]?(?!\w)"
    ),
    "clitic": re.compile(r"\w+(?:ez|ons|s|e)-(?:moi|nous|les?|la|leur|lui|en|y)(?!\w)"),
    "nothing more": re.compile(
        r"(?<!\w)(?:nothing|rien|لا شي?[ءي])(?!\w).*(?:more|better|davantage|plus|mieux|اكثر|انفع)"
    ),
    "more, less": re.compile(
        r"(?:a little|un peu|plus de|more|less|fewer|moins de|قليل|مزيد)(?!\w)"
    ),
    "not but": re.compile(r", (?:not|et pas|pas|et non|non) |، ?لا "),
    "all we want": re.compile(r"(?<!\w)(?:all|only thing|tout ce qu\w*|voila|كل ما)(?!\w)"),
    "doing": re.compile(r"[a-z]+ing "),
    "whoever": re.compile(r"(?:whoever|anyone|those who|celui|celle|ceux|quiconque|من) "),
}
#: forms of the beginning
_FIRST = frozenset(
    (
        *("if first", "self first", "-ez", "-er", "افعلوا", "ل first", "على", "one thing"),
        *("more, less", "doing", "whoever"),
    )
)
_FITS = {name: form.match if name in _FIRST else form.search for name, form in _FORMS.items()}
_FITS_LATIN = {name: fits for name, fits in _FITS.items() if not has_arabic(name)}
_LENGTHS = (4, 8, 14)


def signs(sentence: str, language: str = "", listing: str = "") -> list[str]:
    """Every sign of a sentence by itself; ``listing`` says what list it is an item of."""
    return [*_signs(sentence, language), *([f"listed {listing}"] if listing else [])]


@lru_cache(maxsize=4096)
def _signs(sentence: str, language: str) -> tuple[str, ...]:
    bare = folded(QUOTE.sub(" ", sentence[beginning(sentence) :]))
    found = dict.fromkeys([*_cues(bare), *_forms(sentence, bare)])
    if not _TELLING.intersection(found):
        found["nothing asks"] = None
    return tuple(
        dict.fromkeys(
            [
                *found,
                *_actors(bare, language),
                *(f"c {each}" for each in concepts_of(sentence, language)),
                *_words(bare),
            ]
        )
    )


def _cues(bare: str) -> Iterator[str]:
    matches = ((name, cue(name).search(bare)) for name in _CUES)
    found = {name: match for name, match in matches if match}
    yield from found or ["no cue"]
    if "verbs" not in found:
        yield "no verb"
    if "softly" in found and len(list(cue("softly").finditer(bare))) > 1:
        yield "softly twice"
    asks = {"asks", "hints", "urging"}.intersection(found)
    yield f"asks in {len(asks)} ways"
    for against in ("others", "told", "courtesies", "obliged", "reported", "declined"):
        if asks and against in found:
            yield f"asks, {against}"
    if asks and not {"past", "others", "told", "courtesies", "obliged"}.intersection(found):
        yield "asks, nothing against"
    if "past" in found:
        asking = found.get("urging") or found.get("hints")
        place = found["past"].start()
        early = "early" if len(bare[:place].split()) < _EARLY else "late"
        order = "alone" if not asking else "first" if place < asking.start() else "second"
        yield f"past {early} {order}"
    if "benefits" in found and "past" not in found:
        yield "benefits now"


def _forms(sentence: str, bare: str) -> Iterator[str]:
    for name, fits in (_FITS if has_arabic(bare) else _FITS_LATIN).items():
        if fits(bare):
            yield f"form {name}"
    if any(_orders(bare, place) for place in openings(bare)):
        yield "orders"
    clauses = [clause.end() for clause in _CLAUSE.finditer(bare)]
    if any(_orders(bare, place) or _LATER.match(bare, place) for place in clauses):
        yield "orders later"
    if _ABOUT.search(bare):
        yield "about asking"
    if _MEASURE.match(bare):
        yield "measure"
    if beginning(sentence):
        yield "item"
    end = sentence.rstrip()[-1:]
    yield f"ends {end if end in '.!?؟;؛:…' else 'open'}"
    if end in "?؟":
        yield "question, proposing" if cue("proposing").search(bare) else "question, not proposing"
    if QUOTE.match(sentence.lstrip()):
        yield "quotation first"
    length = len(bare.split())
    yield f"length {sum(length > most for most in _LENGTHS)}"


def _actors(bare: str, language: str) -> Iterator[str]:
    mentions = named(bare, language)
    if not mentions:
        yield "nobody named"
        return
    yield "named"
    if len(bare[: mentions[0].start].split()) <= 1:
        yield "named first"
    if any(_SHOULD.match(bare, each.end) for each in mentions):
        yield "named, should"
    asking = cue("urging").search(bare) or cue("asks").search(bare)
    if asking and any(each.end <= asking.start() + 1 for each in mentions):
        yield "named, then asked"
    elif asking:
        yield "asked, then named"
    if calls(bare):
        yield "called"


def _words(bare: str) -> Iterator[str]:
    words = _WORD.findall(bare)
    for word in words:
        yield f"w {word}"
    for place, word in enumerate(words[:2]):
        yield f"w{place} {word}"


def _orders(bare: str, place: int) -> bool:
    """Whether an imperative, an infinitive or a verbal noun stands at a place."""
    if cue("orders").match(bare, place):
        return True
    does = _DOES.match(bare, place)
    return bool(
        does
        and not _NO_VERB_ENDS.search(does["verb"])
        and not cue("no_orders").fullmatch(does["verb"])
    )


def openings(bare: str) -> Iterator[int]:
    """The start of the sentence, and what follows a call: “Minister, open the door”."""
    yield 0
    called = _CALL.match(bare)
    if called:
        yield called.end()


def calls(bare: str) -> bool:
    """Whether it begins with whom it asks and a colon: “To the banks: …”."""
    begin, colon, _rest = bare.partition(":")
    return bool(colon) and is_call(begin)


def is_call(begin: str) -> bool:
    """Whether the words are little more than the name of an actor."""
    mentions = named(begin)
    of_names = sum(len(begin[each.start : each.end].split()) for each in mentions)
    return bool(mentions) and len(begin.split()) <= of_names + _CALL_WORDS
