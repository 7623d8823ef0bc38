"""Where a text names links, documents, organisations and initiatives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.texts.masking.view import plain_view
from diwan.texts.normalise import fold

from .whole import fits, is_listed, is_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = (
    "org|com|net|int|edu|gov|eu|info|example|fr|it|es|de|be|ch|uk|pt|nl|se|ma|tn|dz|eg|ly|mr|sn|ml"
    "|ci|cv|ng|ke|md|ro|jo|lb|ps|sd|us|ca|test"
)
_LINK = re.compile(
    r"(?:https?:/{1,2}\s?|(?<![\w.@-])www\.)[^\s<>\"«»“”()؛،]+?(?=https?:|[\s<>\"«»“”()؛،]|$)"
    rf"|(?<![\w.@/-])(?:[a-z0-9-]+\.)+(?:{_ENDINGS})(?:/[^\s,<>\"«»“”()؛،]*)?(?![\w@-])",
    re.IGNORECASE,
)
_TAIL = ".,;:!?'’*_"
_HEADING_WORDS_AT_MOST = 4
_SLACK = 0.9
_ENTRY_LETTERS_AT_LEAST = 12
_ENTRY_MARK = re.compile(r"(?:[-*•–—]|\(?\d{1,3}[.)\]]|\[\d{1,3}\])\s")
_YEAR_END = re.compile(r"(?<=, (?:19|20)\d\d\.) (?=[A-ZÀ-Þ].{30,}\b(?:19|20)\d\d\b)")
_QUOTED_ENTRY = re.compile(
    r"^[ \t]*[A-ZÀ-Þ][^\n()]{2,80} \((?:19|20)\d\d[a-z]?\)[,.:]? ['‘’“\"«][^\n]{12,}$", re.MULTILINE
)
_GOES_ON = re.compile(r"(?:https?:|www\.|[a-zà-ÿ(,;])")

#: (beginnings of) words that make a run of capitals an organisation, or an initiative
_ORGANISATION = (
    r"(?:Association|Agenc|Agence|Alliance|Assembl|Authorit|Autorité|Bank|Banque|Board|Bureau|Caisse"
    r"|Cent(?:er|re)|Chamber|Chambre|Coalition|Collectif|College|Comité|Commission|Committee"
    r"|Commune|Confederation|Confédération|Conference|Conseil|Consortium|Cooperative|Coopérative"
    r"|Council|Department|Département|Direction|Federation|Fédération|Foundation|Fondation|Forum"
    r"|Fund|Fonds|Institut|League|Ligue|Ministry|Ministère|Movement|Mouvement|Municipalit|Network(?!ing)"
    r"|Nations|Observato|Office|Organi[sz]ation|Parliament|Réseau|School|École|Secretariat|Secrétariat|Society"
    r"|Société|Syndicat|Union|Universit)\w*"
)
_INITIATIVE = (
    r"(?:Programmes?|Programs?|Projects?|Projets?|Initiatives?|Scheme|Partnership|Partenariat|Campaign"
    r"|Campagne|Platform|Plateforme|Facility|Agenda|Desk)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'&./-]*\w|[A-ZÀ-ÖØ-Þ]{2,}"
_SMALL = (
    r"(?:of|for|the|and|on|in|with|de|du|des|d[’']|la|le|les|l[’']|et|pour|à|aux?|sur|entre|en|di)"
)
_RUN = re.compile(
    rf"(?<!\w)(?:[dlDL][’'])?(?P<run>(?:{_CAPITAL})(?:(?: {_SMALL}){{0,2}} ?(?:{_CAPITAL}))*)"
)
_SHORT = re.compile(r"\s*[(–-]\s*(?P<short>[A-Z][A-Za-z&.]{1,9}[A-Z.])\s*[),]")
_ARTICLE = re.compile(
    r"(?:The|Our|This|In|Le|La|Les|L[’']|Notre|Nos|Un|Une|A|An|At|By|With|From|Dans|Au|Aux)"
    r"(?: |(?<=[’']))"
)
_JOINT = re.compile(r" (?:and|et)(?: the| la| le| les| l[’'])? ?(?=[A-ZÀ-Þ])")
_GENERIC = frozenset(
    {
        "local authorities",
        "autorites locales",
        "public employment services",
        "civil society",
        "secretariat d'etat",
        "mobility partnership",
        "partenariat pour la mobilite",
    }
)
_HEAD = rf"(?:{_ORGANISATION}|{_INITIATIVE})"
#: what is no further part of a name: “the Population Fund and Switzerland”
_BESIDE = re.compile(rf"(?<=\w)(?<! ) (?:and|et) (?:the )?(?:{_CAPITAL})$")
#: the last word of a name may have no capital when the acronym tells: “League of Arab states (LAS)”
_SMALL_END = re.compile(rf" [a-zà-ÿ]+(?={_SHORT.pattern})")
_ARABIC_ORGANISATION = (
    r"(?:ال)?(?:منظمة|جمعية|مؤسسة|اتحاد|شبكة|جامعة|وزارة|بنك|مصرف|مجلس|هيئة|لجنة|مركز|معهد|وكالة"
    r"|صندوق|غرفة|نقابة|مرصد|رابطة|تعاونية|مفوضية|ديوان|مكتب)"
)
_ARABIC_INITIATIVE = r"(?:ال)?(?:برنامج|مشروع|مبادرة|حملة|منصة)"
_ARABIC_WORD = r"[\u0621-\u064a]{3,}"
#: what follows «منظمة»: a name in quotation marks, or a noun and definite words
_ARABIC_REST = (
    rf"(?: «[^«»]{{2,60}}»|(?: (?!ال|ل|ب|و){_ARABIC_WORD})? ال{_ARABIC_WORD}"
    rf"(?: (?:و?ال|لل){_ARABIC_WORD}){{0,2}})"
)
_ARABIC = re.compile(
    rf"(?<![\u0621-\u064a])(?:و?[بلف]?)(?P<run>"
    rf"(?:(?P<is_body>(?!ال){_ARABIC_ORGANISATION})|(?!ال){_ARABIC_INITIATIVE}){_ARABIC_REST}"
    rf"|(?P<is_known>الاتحاد الأوروبي|الأمم المتحدة|الاتحاد الأفريقي|البنك الدولي)"
    rf"|(?P<is_definite>(?=ال){_ARABIC_ORGANISATION})(?: (?:ال|لل){_ARABIC_WORD}){{2,4}})"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names something; ``name`` is how it is shown.

    ``kind``: ``document``, ``organisation``, ``initiative`` or ``link``. ``short`` is the acronym
    given with it. Mentions with the same ``key`` name the same thing.
    """

    kind: str
    start: int
    end: int
    name: str
    key: str
    url: str = ""
    short: str = ""


def links(text: str, start: int, end: int) -> Iterator[Mention]:
    """Web addresses, whole or broken, with or without a scheme, also glued to other words."""
    for match in _LINK.finditer(text, start, end):
        written = match.group().rstrip(_TAIL)
        bare = re.sub(r"^https?:/{1,2}\s?", "", written, flags=re.IGNORECASE).rstrip("/")
        key = bare.lower().removeprefix("www.")
        if "." in key.split("/")[0]:
            secure = "https" if written.lower().startswith("https") else "http"
            yield Mention(
                "link", match.start(), match.start() + len(written), bare, key, f"{secure}://{bare}"
            )


def documents(text: str, start: int, end: int) -> Iterator[Mention]:
    """The entries of a list of sources, one each; its heading is none."""
    for first, last in _entries(text, start, end):
        entry = " ".join(text[first:last].split())
        name = _ENTRY_MARK.sub("", entry, count=1) if _ENTRY_MARK.match(entry) else entry
        is_words = sum(map(str.isalpha, name)) >= _ENTRY_LETTERS_AT_LEAST and not _LINK.match(name)
        if is_words and not _is_heading(name):
            link = next(links(text, first, last), None)
            key = " ".join(re.findall(r"\w+", fold(name))[:12])
            shown = _without_link(name) if link else name
            yield Mention("document", first, last, shown, key, link.url if link else "")


def _without_link(name: str) -> str:
    """The entry without its address, which is shown by itself; the entry when it has no words."""
    bare = re.sub(r"[\s,]*,[\s,]*", ", ", _LINK.sub("", name)).strip(" ,;:")
    return bare.removesuffix(", .") or name


def cited(text: str, start: int, end: int) -> Iterator[Mention]:
    """Entries of sources that stand among other words: “Kutaro County (2024) ‘Review …’ Kutaro”."""
    for line in _QUOTED_ENTRY.finditer(text, start, end):
        yield from documents(text, *line.span())


def _entries(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Lines of the list, joined where one goes on in the next."""
    found: list[tuple[int, int]] = []
    lines = [
        (start + line.start(), start + line.end())
        for line in re.finditer(r"[^\s][^\n]*", text[start:end])
    ]
    width = max((last - first for first, last in lines), default=0)
    before = ""
    for first, last in lines:
        words = text[first:last].strip()
        if not found or _begins(words, before, width):
            found.append((first, first + len(words)))
        else:
            found[-1] = (found[-1][0], first + len(words))
        before = words
    return [part for first, last in found for part in _split(text, first, last)]


def _split(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Entries of one line: each ends with its year, “…, Praia, 2009. Institute …, 2008.”."""
    for end in _YEAR_END.finditer(text, first, last):
        yield first, end.start()
        first = end.end()
    yield first, last


def _begins(words: str, before: str, width: int) -> bool:
    """Whether a line begins an entry, and is not the rest of the one before it.

    A line goes on when it begins small or with a link, or when the line before is open and its
    next word had no room.
    """
    if _ENTRY_MARK.match(words) or _is_heading(before):
        return True
    if _GOES_ON.match(words):
        return False
    had_room = len(before) + 1 + len(words.split(maxsplit=1)[0]) <= width * _SLACK
    return had_room or before[-1] in '.)]/»”"0123456789'


def _is_heading(name: str) -> bool:
    return len(name.split()) <= _HEADING_WORDS_AT_MOST and not any(map(str.isdigit, name))


def bodies(text: str, start: int, end: int) -> Iterator[Mention]:
    """Organisations and initiatives: capitals or Arabic words around a word that says so."""
    yield from _latin(text, start, end)
    for match in _ARABIC.finditer(text, start, end):
        is_body = match["is_body"] or match["is_known"] or match["is_definite"]
        kind = "organisation" if is_body else "initiative"
        name = " ".join(match["run"].split())
        yield Mention(kind, match.start("run"), match.end("run"), name, fold(name))


def _parts(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run, cut at an “and” where both sides name an organisation of their own."""
    for joint in _JOINT.finditer(view, start, end):
        sides = (view[start : joint.start()], view[joint.end() : end])
        if all(re.search(rf"(?<!\w){_HEAD}", side) for side in sides):
            yield start, joint.start()
            start = joint.end()
    beside = _BESIDE.search(view[start:end])
    is_beside = beside and re.fullmatch(
        _HEAD, view[start : start + beside.start()].rsplit(maxsplit=1)[-1]
    )
    yield start, start + beside.start() if beside and is_beside else end


def _latin(text: str, start: int, end: int) -> Iterator[Mention]:
    view = plain_view(text).replace("\n", " ")
    for match in _RUN.finditer(view, start, end):
        for first, last in _parts(view, *match.span("run")):
            mention = _latin_one(text, view, first, last)
            if mention:
                yield mention


def _latin_one(text: str, view: str, first: int, last: int) -> Mention | None:
    article = _ARTICLE.match(view, first, last)
    first = article.end() if article else first
    small = _SMALL_END.match(view, last)
    if small and fits(small["short"], view[first : small.end()]):
        last = small.end()
    short = _SHORT.match(view, last, last + 20)
    name = " ".join(text[first:last].split())
    acronym = short["short"].replace(".", "") if short else ""
    is_short = bool(short) and fits(acronym, name) and not is_listed(view, first)
    kind = _kind(view[first:last], has_short=is_short)
    if not kind or fold(name) in _GENERIC or not is_whole(text, first, last, _HEAD):
        return None
    return Mention(kind, first, last, name, fold(name), "", acronym)


def _kind(run: str, *, has_short: bool) -> str:
    """What a run of capitals names; empty for a person, a place or a single word."""
    words = run.split()
    if len(words) < 2 or run.isupper():
        return ""
    if any(re.fullmatch(_INITIATIVE, word) for word in words):
        return "initiative"
    if has_short or any(re.match(_ORGANISATION, word) for word in words):
        return "organisation" if len(words) > 1 else ""
    return ""
