"""Street addresses in English, French, Arabic, Italian, Spanish, German and Portuguese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .gates import Gated, open_ones

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .gates import View

_YEAR = r"(?:19|20)\d\d(?!\d)"
_HOUSE = rf"(?!{_YEAR})\d{{1,4}}(?!\d)(?:\s?(?:bis|ter|[A-Za-z])\b)?(?!\s?[%€$]|[.,]\d)"
_UPPER = "A-ZÀ-ÖØ-Þ"
# Lengths are bounded so that a long run of letters costs no more than its length.
_NAME = r"[^\W\d_][\w.'-]{0,40}"
_CITY = rf"[{_UPPER}][\w.'-]{{0,40}}\w(?:[ -][{_UPPER}][\w.'-]{{0,40}}\w){{0,3}}"
_TOWN = (
    rf"(?:(?:[A-Z]{{1,2}}-)?\d{{4,6}}(?:\s[A-Z]{{2}}\b)?,?\s{_CITY}"
    rf"(?:\s[Cc]edex(?:\s\d+)?)?(?:(?:,\s|[ ]){_CITY})?)"
)
_UK_CODE = r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"
_COUNTRY = rf"(?:,\s{_CITY})?"
#: the end of a street: end of line, punctuation, or a postcode
_STOP = rf"(?=\s*(?:$|[\n,;.)/]|-\s)|\s(?:[A-Z]{{1,2}}-)?\d{{4,6}}\s[{_UPPER}])"

#: these mean a street also before a name in small letters; ``place`` or ``cours`` do not
_FR_ROAD = r"(?:rue|avenue|boulevard|chemin|all[ée]e|impasse|quai)"
_FR_STREET = (
    r"(?:rue|avenue|av\.|ave\.|boulevard|bd\.?|bld\.?|blvd\.?|place|chemin|all[ée]e|impasse|route"
    r"|quai|cours|square|passage|r[ée]sidence|lotissement|cit[ée]|immeuble|chauss[ée]e|faubourg)"
)
_ES_STREET = (
    r"(?:calle|c/|avenida|avda\.?|av\.|plaza|pza\.?|paseo|carretera|ronda|traves[íi]a|rua|praça)"
)
_IT_STREET = r"(?:via|viale|piazza|piazzale|corso|largo|vicolo|lungotevere|p\.zza|v\.le|c\.so)"
_AR_STREET = r"(?:شارع|نهج|زنقة|جادة|زقاق)"
_AR_PLACE = r"(?:شارع|نهج|زنقة|جادة|زقاق|ساحة|حي|عمارة|إقامة)"
_AR_NAME = r"[\u0621-\u0652]{1,40}"
_NUMBER_WORD = r"(?:n[°ºo.]{1,2}|num[ée]ro|nr\.?|N[°º]|عدد|رقم|عمارة|شقة)"

#: the pieces of the above that stand in every match; a blank where one must follow
_FR_ROADS = ("rue", "avenue", "boulevard", "chemin", "allée", "allee", "impasse", "quai")
_FR_BEFORE_NAME = (
    *(f"{road} " for road in _FR_ROADS),
    *("av. ", "ave. ", "bd ", "bd. ", "bld ", "bld. ", "blvd ", "blvd. ", "place ", "route "),
    *("cours ", "square ", "passage ", "résidence ", "residence ", "lotissement ", "cité "),
    *("cite ", "immeuble ", "chaussée ", "chaussee ", "faubourg "),
)
_ES_PIECES = (
    *("calle", "c/", "avenida", "avda", "av.", "plaza", "pza", "paseo", "carretera", "ronda"),
    *("traves", "rua", "praça"),
)
_IT_BEFORE_NAME = (
    *("via ", "viale ", "piazza ", "piazzale ", "corso ", "largo ", "vicolo ", "lungotevere "),
    *("p.zza ", "v.le ", "c.so "),
)
_AR_ROADS = ("شارع", "نهج", "زنقة", "جادة", "زقاق")
_BOXES = (
    *("box", "bp", "b.p", "b p", "b. p", "te postale", "casella postale", "apartado"),
    *("postfach", "apdo"),
)

_STREETS = [
    # 12 bis, rue des Oliviers
    Gated(
        re.compile(
            rf"\b{_HOUSE}\s?,?\s(?i:{_FR_STREET})\s(?:(?:de|du|des|la|le|les|l'|d'|de\sla|de\sl'|al|el|Al|El)\s?)*"
            rf"[{_UPPER}\d][\w.'-]{{0,40}}(?:\s(?:de|du|des|la|le|les|et|ben|ibn|{_NAME})\b(?!\s\d{{4,6}}\b)){{0,5}}{_STOP}"
        ),
        _FR_BEFORE_NAME,
    ),
    # rue des Oliviers, n° 12; rue de la Loi 200
    Gated(
        re.compile(
            rf"\b(?:(?i:{_FR_ROAD})|(?i:{_FR_STREET})\s(?=(?:(?:de|du|des|la|le|les)\s)*(?!J\.)[{_UPPER}]))\s?"
            rf"(?:{_NAME}\s?,?\s){{0,6}}{_NAME},?\s?(?:{_NUMBER_WORD}\s?)?{_HOUSE}{_STOP}"
        ),
        (*_FR_ROADS, *_FR_BEFORE_NAME),
    ),
    # rue des Oliviers, 1002 Tunis
    Gated(
        re.compile(rf"\b(?i:{_FR_STREET})\s(?:{_NAME}\s){{0,6}}{_NAME},?\s(?!{_YEAR}){_TOWN}"),
        _FR_BEFORE_NAME,
    ),
    # rue des Oliviers, Les Jardins, 1053 Tunis
    Gated(
        re.compile(
            rf"\b(?i:{_FR_ROAD})\s(?:{_NAME}\s){{0,6}}{_NAME},\s[^\n,;.]{{2,40}},\s"
            rf"(?!{_YEAR}){_TOWN}"
        ),
        _FR_ROADS,
    ),
    # 12 Olive Street
    Gated(
        re.compile(
            rf"\b(?!{_YEAR}\s)\d{{1,5}}[A-Za-z]?,?\s(?:[{_UPPER}][\w.'-]{{0,40}}\s){{1,4}}"
            rf"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Boulevard|Blvd\.?|Crescent|Terrace"
            rf"|Gardens|Drive|Close|Square|Court|Way|Place|Row)(?!\w){_STOP}"
        ),
    ),
    Gated(
        re.compile(
            rf"(?m:^)[ \t>]{{0,20}}{_YEAR}\s(?:[{_UPPER}][\w.'-]{{0,40}}\s){{1,4}}"
            rf"(?:Street|Road|Avenue|Lane){_STOP}"
        ),
    ),
    # via Garibaldi 12; Via dei Mille, n. 5
    Gated(
        re.compile(
            rf"\b(?i:{_IT_STREET})\s(?=(?:d[aei]\w*\s|dell')?[{_UPPER}])(?:{_NAME}\s){{0,4}}{_NAME}"
            rf"(?:,\s?|\s)(?:{_NUMBER_WORD}\s?)?{_HOUSE}{_STOP}"
        ),
        _IT_BEFORE_NAME,
    ),
    # calle Mayor, 12; C/ Mayor nº 3
    Gated(
        re.compile(
            rf"(?<!\w)(?i:{_ES_STREET})\s?(?=(?:(?:de|del|la|las|los|el|do|da|dos)\s)*(?!J\.)[{_UPPER}])"
            rf"(?:{_NAME}\s){{0,5}}{_NAME},?\s?(?:{_NUMBER_WORD}\s?)?{_HOUSE}{_STOP}"
        ),
        _ES_PIECES,
    ),
    # Bahnhofstraße 12, Am Marktplatz 3
    Gated(
        re.compile(
            rf"\b[{_UPPER}][\w-]{{0,40}}(?:stra(?:ß|ss)e|str\.|platz|allee|gasse|damm)\s{_HOUSE}"
        ),
        ("straße", "strasse", "str.", "platz", "allee", "gasse", "damm"),
    ),
    Gated(
        re.compile(
            rf"\b[{_UPPER}][\w-]{{0,40}}(?:weg|ring|ufer)\s{_HOUSE},\s(?:[A-Z]-)?\d{{5}}\s{_CITY}"
        ),
        ("weg ", "ring ", "ufer "),
    ),
    # Storgatan 12, 111 43 Stockholm; strada Florilor 12
    Gated(
        re.compile(
            rf"\b[{_UPPER}][\w-]{{1,40}}(?:gatan|vägen|torget)\s{_HOUSE}"
            rf"(?:,\s\d{{3}}\s\d{{2}}\s{_CITY})?"
        ),
        ("gatan ", "vägen ", "torget "),
    ),
    Gated(
        re.compile(
            rf"\b(?:Str\.|[Ss]trada|[Bb]ulevardul|[Bb]d\.)\s(?:{_NAME}\s){{0,4}}{_NAME},?\s"
            rf"(?:{_NUMBER_WORD}\s?)?{_HOUSE}{_STOP}"
        ),
        ("str. ", "strada ", "bulevardul ", "bd. "),
    ),
    # 12 شارع الزيتون
    Gated(
        re.compile(
            rf"(?<!\d){_HOUSE}\s?[،,]?\s?{_AR_STREET}\s{_AR_NAME}(?:\s{_AR_NAME}){{0,3}}?(?=\s*(?:$|[\n،,.؛)-]|\d))"
        ),
        _AR_ROADS,
    ),
    # شارع الزيتون عدد 12
    Gated(
        re.compile(
            rf"(?<!\w){_AR_PLACE}\s{_AR_NAME}(?:\s{_AR_NAME}){{0,4}}?\s?[،,]?\s?(?:{_NUMBER_WORD}\s?){_HOUSE}"
        ),
        (*_AR_ROADS, "ساحة", "حي", "عمارة", "إقامة"),
    ),
    Gated(
        re.compile(
            rf"(?<!\w){_AR_STREET}\s{_AR_NAME}(?:\s{_AR_NAME}){{0,4}}?\s?[،,]?\s?{_HOUSE}(?=\s*(?:$|[\n،,.؛)-]))"
        ),
        _AR_ROADS,
    ),
    Gated(
        re.compile(
            rf"(?<!\w){_AR_STREET}\s{_AR_NAME}(?:\s{_AR_NAME}){{0,4}}?\s?[،,]\s?(?!{_YEAR})\d{{4,6}}\s{_AR_NAME}"
        ),
        _AR_ROADS,
    ),
    # boxes
    Gated(
        re.compile(
            r"\b(?i:p\.?\s?o\.?\s?box|b\.?\s?p\.?|bo[îi]te\spostale|casella\spostale|apartado(?:\sde\scorreos)?"
            r"|postfach|apdo\.?)\s?(?:n[°ºo.]{1,2}\s?)?:?\s?\d{1,6}(?:\s[\w-]{1,10}\s\d{4,5})?(?![\w%])"
        ),
        _BOXES,
    ),
    Gated(
        re.compile(r"(?:ص\s?\.?\s?ب\s?\.?|صندوق\s(?:ال)?بريد(?:ي)?)\s?:?\s?\d{1,6}"),
        ("صب", "ص.ب", "ص ب", "ص. ب", "ص .ب", "ص . ب", "صندوق"),
    ),
    # postcodes that cannot be anything else
    Gated(
        re.compile(_UK_CODE),
    ),
    Gated(
        re.compile(rf"(?<!\w)(?:F|D|I|E|B|CH|TN|MA|DZ|SN|MD|L)-\d{{4,6}}\s{_CITY}"),
    ),
    # a line that is a postcode, a town and its country
    Gated(
        re.compile(
            rf"(?m:^)[ \t>]{{0,20}}(?!{_YEAR})\d{{4,6}}\s{_CITY}"
            rf"(?:\s[Cc]edex(?:\s\d+)?(?:\s?[,-]\s?{_CITY})?|\s?[,-]\s?{_CITY})[ \t]*(?m:$)"
        ),
    ),
]
_LABELLED = [
    Gated(
        re.compile(
            r"(?<![\w\[])(?:(?i:adresse(?:\spostale)?|(?:postal\s|home\s|street\s)?address|direcci[óo]n|indirizzo"
            r"|anschrift|endereço)|العنوان|عنوان)\s?:\s?([^\n@]{1,200})(?=$|\n)"
        ),
        ("adresse", "address", "direcci", "indirizzo", "anschrift", "endereço", "عنوان"),
    )
]
_DIGIT = re.compile(r"\d")
_WEB = re.compile(r"https?:|www\.", re.IGNORECASE)
#: what may follow a street: postcode and town, town and postcode, country, also a line further
_TAIL = re.compile(
    rf"[ \t]*[,،;.-]?\s?(?:-\s)?(?:{_TOWN}|{_CITY},?\s{_UK_CODE}|{_UK_CODE}"
    rf"|{_CITY}\s(?!{_YEAR})\d{{4,6}}(?=\s*(?:$|[\n.;)]))"
    rf"|{_AR_NAME}\s(?!{_YEAR})\d{{4,6}}(?=\s*(?:$|[\n.؛)]))"
    rf"|(?!{_YEAR})\d{{4,6}}\s{_AR_NAME}(?:\s{_AR_NAME})?(?=\s*(?:$|[\n،,.؛)])))(?:{_COUNTRY}(?=\s*(?:$|[\n.;)])))?"
)


def find(view: View) -> Iterator[tuple[int, int]]:
    if not view.digits:  # every pattern has one
        return
    for pattern in open_ones(_LABELLED, view):
        for match in pattern.finditer(view.plain):
            if _DIGIT.search(match[1]) and not _WEB.search(match[1]):
                yield match.start(1), match.start(1) + len(match[1].rstrip(" .,;"))
    for pattern in open_ones(_STREETS, view):
        for match in pattern.finditer(view.plain):
            yield _trimmed(view.plain, *match.span())


def _trimmed(view: str, start: int, end: int) -> tuple[int, int]:
    """With the town that follows the street, and without blanks at the edges."""
    if (tail := _TAIL.match(view, end)) is not None:
        end = tail.end()
    while start < end and (view[start].isspace() or view[start] == ">"):
        start += 1
    while end > start and (view[end - 1].isspace() or view[end - 1] in ",;"):
        end -= 1
    return start, end
