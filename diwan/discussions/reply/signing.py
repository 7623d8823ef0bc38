"""Who signs a letter: organisation, kind of actor and country, read from its last lines.

Cautious: what can be read in two ways is not read. Nobody has confirmed what is read here, so
whatever rests on it is marked “as signed”. No Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from diwan.texts.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Signed:
    """Each is empty when the lines do not tell; ``country``: ISO 3166-1 alpha-2."""

    organisation: str = ""
    kind: str = ""
    country: str = ""


#: What organisations call themselves, by kind of actor; the first kind that fits is taken, so
#: that a ministry of diaspora affairs is a ministry. A mark * stands for any ending.
_KINDS: dict[str, str] = {
    "international_organisation": """
        united nations, nations unies, الأمم المتحدة, international organization for migration,
        organisation internationale*, المنظمة الدولية, international labour organi*, european union,
        union europeenne, الاتحاد الأوروبي, european commission, commission europeenne,
        african union, union africaine, الاتحاد الأفريقي, league of arab states,
        ligue des etats arabes, جامعة الدول العربية, world bank, banque mondiale, البنك الدولي,
        african development bank, unhcr, undp, pnud, unesco, unicef, unfpa, icmpd, iom, oim""",
    "employment_service": """
        employment agency, employment service*, employment office, agence * emploi, pole emploi,
        agence nationale pour l'emploi, bureau de l'emploi, service public de l'emploi,
        مكتب التشغيل, وكالة التشغيل, الوكالة الوطنية للتشغيل, agencia de empleo""",
    "financial_institution": """
        bank, banque, microfinance, credit union, caisse d'epargne, caisse de depot*, مصرف, بنك,
        banco, banca, savings cooperative""",
    "national_government": """
        ministry, ministere, ministerio, ministero, وزارة, government of, gouvernement*, حكومة,
        embassy, ambassade, سفارة, consulate*, consulat*, قنصلية, secretariat d'etat, كتابة الدولة,
        office of the prime minister, national institute of statistics,
        institut national de la statistique, office des tunisiens*, ديوان التونسيين*""",
    "local_authority": """
        municipality, municipalite, mairie, commune de, commune d', commune urbaine, ville de,
        ville d', بلدية, city council, city of, county council, town council, town hall,
        regional council, conseil regional, conseil general, conseil departemental,
        conseil communal, مجلس جهوي, المجلس الجهوي, مجلس محلي, المجلس المحلي, governorate*,
        gouvernorat*, ولاية, محافظة, wilaya*, prefecture, province of, province de, provincia*,
        region de, regione, comunidad autonoma, consejeria, ayuntamiento, diputacion, comune di,
        local authorit*, collectivite* territoriale*, collectivite* locale*""",
    "research": """
        university, universite, universidad, universita, universitat, جامعة, research centre,
        research center, research institute, centre de recherche*, centre d'etude*,
        institut de recherche*, laboratoire, laboratory, faculty of, faculte de*, faculte d',
        كلية, مركز البحوث, مركز دراسات, مركز بحوث, مركز الدراسات, معهد, school of economics, cnrs,
        observatory, observatoire, مرصد, college of""",
    "diaspora_association": """
        diaspora *association*, diaspora *network*, diaspora *forum*, diaspora council,
        association * diaspora*, reseau * diaspora*, forum * diaspora*, federation * diaspora*,
        migrants' association, migrant association, migrants association, hometown association,
        home town association, association de* migrants, association d'immigres*,
        association * ressortissants, association * emigres*, association * a l'etranger,
        association * abroad, expatriates' association, association of expatriates,
        جمعية المهاجرين, جمعية المغتربين, جمعية * المهجر, جمعية * بالخارج, رابطة المغتربين,
        جمعية الجالية*, اتحاد المغتربين""",
    "civil_society": """
        association*, associazione, asociacion, جمعية, رابطة, foundation, fondation, fundacion,
        fondazione, مؤسسة خيرية, ngo, ong, non-governmental organi*, منظمة غير حكومية,
        federation, اتحاد, trade union, syndicat, نقابة, red cross, red crescent,
        croix-rouge, croissant-rouge, الهلال الأحمر, الصليب الأحمر, caritas, comitato, comite,
        collectif, civil society, societe civile, المجتمع المدني, cooperative, cooperativa,
        تعاونية, شبكة""",
    "private_sector": """
        ltd, limited, llc, inc, gmbh, sarl, s.a.r.l, sas, plc, company, societe anonyme, شركة,
        chamber of commerce*, chambre de commerce*, غرفة التجارة*, غرفة تجارية, consulting,
        employers' federation, federation of employers, federation des employeurs, patronat""",
}
#: What only says that a line names an organisation, and not which kind.
_OTHERS = """
    organisation, organization, منظمة, network, reseau, institute, institut, instituto, istituto,
    centre, center, centro, مركز, council, conseil, مجلس, agency, agence, وكالة, هيئة, commission,
    department of, departement de*, direction de*, direction generale*, direccion general, دائرة,
    إدارة, مديرية, office of, bureau de*, programme, project, projet, platform, plateforme, union,
    lavoro, initiative, مبادرة, forum, منتدى"""
#: Roles: such a line, or its first part, is about the person.
_ROLES = """
    president*, vice-president*, director, directeur, directrice, direttore, coordinator*,
    coordinateur, coordinatrice, coordonnateur, coordonnatrice, coordonatrice, manager, officer,
    secretary*, secretaire*, segretario*, professor, professeur*, researcher, chercheur*,
    consultant*, expert*, member, membre, chef de*, head of, chair*, tresorier*, treasurer,
    charge* de*, responsable*, assistant*, dr, prof, student, etudiant*, adviser, advisor,
    conseiller*, conseillere*, رئيس*, مدير*, منسق*, أستاذ*, باحث*, أمين*, الأمين*, دكتور*, عضو*,
    مستشار*, خبير*, طالب*"""
#: Words of organisations that are hardly ever those of a person.
_NO_PERSON = """
    ministry, ministere, ministerio, department, departement, observatory, observatoire,
    association, associazione, asociacion, foundation, fondation, university, universite,
    universidad,
    organization, organisation, institute, institut, network, reseau, federation, council,
    committee, comite, agency, agence, programme, project, projet, secretariat, directorate,
    embassy, ambassade, consulate, consulat, municipality, municipalite, observatorio, commission,
    وزارة, مرصد, جمعية, منظمة, جامعة, مؤسسة, معهد, شبكة, اتحاد, هيئة, بلدية, سفارة, قنصلية"""
_CLOSING = re.compile(
    r"^\W*(?:(?:best|kind|warm|with|many|thank|looking|hoping)\b.*|all\b.{0,30}|regards|"
    r"sincerely.{0,20}|yours.{0,20}|amicalement|"
    r"(?:bien |tres |plus )*(?:cordialement|cordialment|respectueusement)|"
    r"bien a (?:vous|toi)|(?:sinceres |meilleures )?salutations.{0,20}|merci.{0,20}|"
    r"مع .{0,30}|تحياتي.{0,15}|وتفضلوا.{0,30}|شكرا.{0,20})\W*$"
)
_CONTACT = re.compile(
    r"\b(?:tel|telf|telephone|phone|mobile|mob|gsm|fax|cell|e-?mail|courriel|www|https?|skype|"
    r"p\.?o\.? box|b\.?p\.?|cedex)\b|@|(?:هاتف|فاكس|جوال|بريد)"
)
_MARKER = re.compile(r"\[[^\[\]]*\]")
_MASKED = re.compile(r"\W*\[[^\[\]]+\]\W*")
_BREAK = re.compile(r"\s*(?:[;|•·،]|,|\s[-–—/]\s|[–—])\s*")
_LONGEST, _MOST_WORDS = 120, 14


def read(signature: str, countries: Mapping[str, Sequence[str]]) -> Signed:
    """What the lines of a signature tell.

    Args:
        countries: code → names of the country, in every language.
    """
    lines = list(_lines(signature))
    found = [line for line in lines if _is_organisation(line)]
    organisation = _organisation(found[0]) if found else ""
    kinds = [kind for kind in map(_kind, found) if kind]
    return Signed(organisation, kinds[0] if kinds else "", _country(lines, found, countries))


def is_organisation(name: str) -> bool:
    """Whether a name is surely that of an organisation, and not of a person."""
    text = fold(name)
    return text.startswith("the ") or _terms(_NO_PERSON).search(text) is not None


def is_formula(line: str) -> bool:
    """Whether a line closes a letter, or is nothing but a masked name."""
    return bool(_CLOSING.match(fold(line).strip())) or bool(_MASKED.fullmatch(line))


def _lines(signature: str) -> Iterator[str]:
    """Lines without contact details and closing formulas."""
    for piece in re.split(r"[\n;|]", _MARKER.sub(" ", signature)):
        line = " ".join(piece.split()).strip("-–—_*,.: ")
        folded = fold(line)
        is_sentence = len(line) > _LONGEST or len(line.split()) > _MOST_WORDS
        if line and not (is_sentence or _CONTACT.search(folded) or _CLOSING.match(folded)):
            yield line


def _is_organisation(line: str) -> bool:
    text = fold(line)
    named = _kind(line) or _terms(_OTHERS).search(text)
    return bool(named) and bool(_organisation(line))


def _organisation(line: str) -> str:
    """The part of a line that names the organisation; empty when it only tells a role."""
    parts = [part for part in _BREAK.split(line) if part]
    named = [
        part
        for part in parts
        if (_kind(part) or _terms(_OTHERS).search(fold(part))) and not _is_role(part)
    ]
    if not named:
        return ""
    return line if len(named) == len(parts) <= 2 else named[0]


def _is_role(part: str) -> bool:
    words = fold(part).split()
    roles = _terms(_ROLES)
    return bool(words) and (roles.match(" ".join(words)) or roles.fullmatch(words[-1])) is not None


def _kind(line: str) -> str:
    text = fold(line)
    return next((kind for kind, words in _KINDS.items() if _terms(words).search(text)), "")


def _country(
    lines: Sequence[str], organisations: Sequence[str], countries: Mapping[str, Sequence[str]]
) -> str:
    """The one country named: as a part of its own below the name, or by an organisation."""
    by_name = _by_name(tuple((code, tuple(names)) for code, names in countries.items()))
    codes = set()
    for index, line in enumerate(lines):
        parts = _BREAK.split(line)
        if index or len(parts) > 1:  # a first line by itself is the writer's name
            codes |= {by_name[fold(part)] for part in parts if fold(part) in by_name}
        if line in organisations:
            text = fold(line)
            codes |= {code for name, code in by_name.items() if _names(text, name)}
    return codes.pop() if len(codes) == 1 else ""


def _names(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


@lru_cache(maxsize=4)
def _by_name(countries: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """Folded name → code; a name of two countries, or of three letters, is no sign of one."""
    found: dict[str, set[str]] = {}
    for code, names in countries:
        for name in names:
            found.setdefault(fold(name), set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if _is_sure(name, codes)}


def _is_sure(name: str, codes: set[str]) -> bool:
    return len(codes) == 1 and len(name) > 3


@cache
def _terms(words: str) -> re.Pattern[str]:
    """One expression for terms parted by commas, folded; * stands for any letters or words."""
    terms = (" ".join(fold(term).split()) for term in words.split(","))
    either = "|".join(_expression(term) for term in terms if term)
    return re.compile(rf"(?<!\w)(?:ال)?(?:{either})")


def _expression(term: str) -> str:
    """``agence * emploi``: up to four words between; ``chercheur*``: any ending."""
    body = re.escape(term).replace(r"\ \*\ ", r"\s(?:\S+\s){0,4}(?:[ld]')?").replace(r"\*", r"\w*")
    return body.replace(r"\ ", r"\s+") + ("" if term.endswith("'") else r"(?!\w)")
