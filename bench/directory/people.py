"""Invented members and organisations in three scripts, the same for the same number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Script = Mapping[str, Sequence[str]]
#: the words of one script: given names, syllables of family names, kinds of bodies, fields, words
_LATIN: Script = {
    "given": [
        "Amina",
        "Karim",
        "Fatou",
        "Ion",
        "Chiara",
        "Dele",
        "Leïla",
        "Mehdi",
        "Awa",
        "Salif",
        "Nadia",
        "Youssef",
        "Inès",
        "Marius",
        "Elena",
        "Paolo",
        "Sofia",
        "Omar",
        "Zeynep",
        "Ahmed",
        "Rosa",
        "Tomas",
        "Ingrid",
        "Jonas",
        "Greta",
        "Hélène",
        "Moussa",
        "Aïcha",
        "Bruno",
        "Carla",
    ],
    "syllables": [
        "ben",
        "had",
        "dou",
        "sar",
        "dia",
        "llo",
        "cra",
        "ciu",
        "ne",
        "mon",
        "ta",
        "gui",
        "ro",
        "wi",
        "mann",
        "lind",
        "qvist",
        "bou",
        "zi",
        "da",
        "ma",
        "lek",
        "ndi",
        "aye",
        "fer",
        "ja",
        "ni",
        "ok",
        "asha",
    ],
    "bodies": [
        "Association",
        "Union",
        "Fondation",
        "Institute",
        "House",
        "Council",
        "Réseau",
        "Collectif",
    ],
    "fields": [
        *("hospital nursing", "solar pumps", "labour law", "formation des adultes"),
        *("gestion de projets", "microfinance", "bee-keeping", "software engineering"),
        *("santé publique", "teaching of mathematics", "water treatment", "tourisme rural"),
    ],
    "words": [
        "teaching",
        "villages",
        "training",
        "cooperatives",
        "young",
        "women",
        "returnees",
        "investment",
        "schools",
        "accompagnement",
        "formation",
        "emploi",
        "jeunes",
        "villages",
        "entreprises",
        "health",
        "water",
        "energy",
        "law",
    ],
    "half": "migration",
}
_ARABIC: Script = {
    "given": [
        "أمينة",
        "كريم",
        "فاطمة",
        "يوسف",
        "ليلى",
        "مهدي",
        "سامي",
        "نادية",
        "عمر",
        "زينب",
        "أحمد",
        "منى",
        "هدى",
        "خالد",
        "سلمى",
    ],
    "syllables": [
        "بن",
        "حد",
        "مال",
        "كي",
        "عز",
        "را",
        "دي",
        "نو",
        "سل",
        "طا",
        "ها",
        "شم",
        "جا",
        "في",
        "قا",
    ],
    "bodies": ["جمعية", "اتحاد", "مؤسسة", "معهد", "مجلس", "شبكة"],
    "fields": ["التمريض", "الطاقة الشمسية", "قانون العمل", "تكوين الكبار", "التمويل الأصغر"],
    "words": [
        "التدريب",
        "القرى",
        "الشباب",
        "النساء",
        "الاستثمار",
        "المدارس",
        "التشغيل",
        "المقاولات",
        "الصحة",
        "الماء",
    ],
    "half": "الهجرة",
}
_CYRILLIC: Script = {
    "given": [
        "Елена",
        "Михаил",
        "Анна",
        "Сергей",
        "Ольга",
        "Виктор",
        "Наталья",
        "Иван",
        "Мария",
        "Дмитрий",
    ],
    "syllables": ["ко", "ва", "лен", "ру", "су", "пет", "ров", "ска", "чен", "мол", "дов", "бор"],
    "bodies": ["Ассоциация", "Союз", "Фонд", "Институт", "Совет"],
    "fields": ["сестринское дело", "солнечная энергия", "трудовое право", "обучение взрослых"],
    "words": [
        "обучение",
        "сёла",
        "молодёжь",
        "женщины",
        "инвестиции",
        "школы",
        "работа",
        "здоровье",
        "вода",
    ],
    "half": "миграция",
}
_SCRIPTS = (_LATIN, _LATIN, _LATIN, _ARABIC, _ARABIC, _CYRILLIC)
KINDS = ("civil_society", "diaspora_association", "migrant", "research", "private_sector")
COUNTRIES = ("TN", "MA", "DZ", "SN", "EG", "MD", "FR", "IT", "DE", "ES", "SE", "BE")
#: of a hundred members, how many show a field to whom, the many first
_AUDIENCES = ("public",) * 25 + ("members",) * 50 + ("partners",) * 15 + ("staff",) * 10
_ONE, _TWO = 0.5, 0.85
_FIELDS = (
    *("name", "organisation", "kind", "countries_of_origin", "country_of_residence"),
    *("themes", "expertise", "institution", "languages"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """What one member says, and the audience of each field."""

    name: str
    language: str
    kind: str
    origin: str
    residence: str
    theme: int
    organisation: int
    about: str
    expertise: str
    institution: str
    speaks: list[str]
    audiences: dict[str, str]


def members(count: int, organisations: int) -> Iterator[Member]:
    """Half of them write of migration, in the word of their script."""
    rng = Random(18)
    for number in range(count):
        script = rng.choice(_SCRIPTS)
        yield Member(
            name=f"{rng.choice(script['given'])} {_family(rng, script)}",
            language="ar" if script is _ARABIC else "en",
            kind=rng.choice(KINDS),
            origin=rng.choice(COUNTRIES[:6]),
            residence=rng.choice(COUNTRIES),
            theme=rng.randrange(8),
            organisation=rng.randrange(organisations),
            about=_about(rng, script, is_half=number % 2 == 0),
            expertise=rng.choice(script["fields"]),
            institution=f"{rng.choice(script['bodies'])} {_family(rng, script)}",
            speaks=rng.sample(["ar", "en", "fr", "it", "ro", "wo"], 2),
            audiences=_audiences(rng),
        )


def _about(rng: Random, script: Script, *, is_half: bool) -> str:
    words = rng.choices(script["words"], k=14)
    #: a word that every reader of half of all profiles may look for, whatever their script
    return " ".join([*words, *(["migration", str(script["half"])] if is_half else [])])


def _audiences(rng: Random) -> dict[str, str]:
    """Most choose one audience for all, some two, some for each field anew; ``about`` is for
    members at least, so that half is half."""
    first, second = rng.choice(_AUDIENCES), rng.choice(_AUDIENCES)
    habit = rng.random()

    def choice() -> str:
        if habit < _ONE:
            return first
        return rng.choice((first, second)) if habit < _TWO else rng.choice(_AUDIENCES)

    own = {field: choice() for field in _FIELDS}
    return own | {"about": rng.choice(("members", "members", "public"))}


def organisations(count: int) -> Iterator[tuple[str, str, str]]:
    """Name, kind, country."""
    rng = Random(5)
    for number in range(count):
        script = rng.choice(_SCRIPTS)
        name = f"{rng.choice(script['bodies'])} {_family(rng, script)} {number}"
        yield name, rng.choice(KINDS), rng.choice(COUNTRIES)


def _family(rng: Random, script: Script) -> str:
    name = "".join(rng.choices(script["syllables"], k=rng.choice((2, 3, 3))))
    return name.capitalize()
