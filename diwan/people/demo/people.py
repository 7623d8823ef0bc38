"""The invented people and organisations of the demo community."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.vocabularies.models import Place, Theme

from .. import changes
from ..actions import make_demo_person
from ..models import Organisation
from ..words import ActorKind, Attribution, Gender

if TYPE_CHECKING:
    from collections.abc import Iterable

DOMAIN = "demo.diwan.localhost"

#: key, name, other names, kind, country
ORGANISATIONS: tuple[tuple[str, str, dict[str, str], str, str], ...] = (
    (
        "ministry",
        "Office des Tunisiens du dehors",
        {"ar": "ديوان تونسيي الخارج", "en": "Office for Tunisians Abroad (invented)"},
        ActorKind.NATIONAL_GOVERNMENT,
        "TN",
    ),
    (
        "region",
        "Regione Valchiara",
        {"fr": "Région Valchiara", "en": "Valchiara Region", "ar": "جهة فالكيارا"},
        ActorKind.LOCAL_AUTHORITY,
        "IT",
    ),
    (
        "municipality",
        "Commune de Aïn Zitoun",
        {"ar": "بلدية عين الزيتون", "en": "Municipality of Aïn Zitoun"},
        ActorKind.LOCAL_AUTHORITY,
        "MA",
    ),
    (
        "charity",
        "Jossour Development Society",
        {"ar": "جمعية جسور للتنمية", "fr": "Association Joussour pour le développement"},
        ActorKind.CIVIL_SOCIETY,
        "EG",
    ),
    (
        "nurses",
        "Blouses sans frontières, Lyon",
        {"en": "Coats without Borders, Lyon", "ar": "مآزر بلا حدود، ليون"},
        ActorKind.DIASPORA_ASSOCIATION,
        "FR",
    ),
    (
        "baltic",
        "Moldovenii de la Mare",
        {"en": "Moldovans by the Sea", "fr": "Moldaves de la mer", "ar": "مولدوفيو البحر"},
        ActorKind.DIASPORA_ASSOCIATION,
        "SE",
    ),
    (
        "workshop",
        "Rihla Solar",
        {"ar": "رحلة للطاقة الشمسية", "fr": "Rihla Énergie solaire"},
        ActorKind.PRIVATE_SECTOR,
        "MA",
    ),
    (
        "jobs",
        "Agence Emploi Méditerranée",
        {"en": "Mediterranean Employment Agency", "ar": "وكالة التشغيل المتوسطية"},
        ActorKind.EMPLOYMENT_SERVICE,
        "DZ",
    ),
    (
        "bank",
        "Caisse Teranga",
        {"en": "Teranga Savings Fund", "ar": "صندوق تيرانغا للادخار"},
        ActorKind.FINANCIAL_INSTITUTION,
        "SN",
    ),
    (
        "institute",
        "Institut für Wege und Rückwege",
        {
            "en": "Institute for Ways There and Back",
            "fr": "Institut des allers et retours",
            "ar": "معهد الذهاب والإياب",
        },
        ActorKind.RESEARCH,
        "DE",
    ),
    (
        "bureau",
        "Bureau of the Two Shores",
        {"fr": "Bureau des deux rives", "ar": "مكتب الضفتين"},
        ActorKind.INTERNATIONAL_ORGANISATION,
        "TN",
    ),
    (
        "returnees",
        "Collectif des retours choisis",
        {"ar": "تجمع العائدين طوعا", "en": "Chosen Returns Collective"},
        ActorKind.MIGRANT,
        "TN",
    ),
)

#: local part, name, language, organisation, kind, origins, residence, gender, extra fields
PEOPLE: tuple[tuple[str, str, str, str, str, str, str, str, dict[str, Any]], ...] = (
    (
        "salma",
        "Salma Ferjani",
        "fr",
        "bureau",
        "international_organisation",
        "TN",
        "TN",
        "woman",
        {"is_administrator": True},
    ),
    ("bilal", "Bilal Okasha", "en", "bureau", "international_organisation", "EG", "TN", "man", {}),
    ("chiara", "Chiara Montanelli", "fr", "region", "local_authority", "IT", "IT", "woman", {}),
    ("nizar", "نزار الطرابلسي", "ar", "returnees", "migrant", "TN", "TN", "man", {}),
    (
        "ingrid",
        "Ingrid Sjölander",
        "en",
        "institute",
        "research",
        "SE",
        "DE",
        "woman",
        {"is_steward": True},
    ),
    ("amina", "Amina Benhaddou", "en", "workshop", "private_sector", "MA", "MA", "woman", {}),
    ("chloe", "Chloé Amrani", "fr", "nurses", "diaspora_association", "DZ FR", "FR", "woman", {}),
    ("yusuf", "يوسف المنصوري", "ar", "charity", "civil_society", "EG", "EG", "man", {}),
    ("dele", "Dele Adebayo-Rossi", "en", "", "migrant", "NG", "IT", "man", {}),
    ("fatou", "Fatou Sarr-Diallo", "fr", "bank", "financial_institution", "SN", "SN", "woman", {}),
    ("ion", "Ion Crăciunescu", "en", "baltic", "diaspora_association", "MD", "SE", "man", {}),
    ("lidia", "Lidia Rotaru-Berg", "en", "baltic", "diaspora_association", "MD", "SE", "woman", {}),
    ("kamel", "Kamel Zerrouki", "fr", "jobs", "employment_service", "DZ", "DZ", "man", {}),
    ("hanane", "حنان الإدريسي", "ar", "municipality", "local_authority", "MA", "MA", "woman", {}),
    ("moncef", "Moncef Gharsallah", "fr", "ministry", "national_government", "TN", "TN", "man", {}),
    (
        "rania",
        "رانيا سليمان",
        "ar",
        "charity",
        "civil_society",
        "EG",
        "EG",
        "woman",
        {"attribution": Attribution.ORGANISATION},
    ),
    ("jonas", "Jonas Wiedemann", "en", "institute", "research", "DE", "DE", "man", {}),
    (
        "awa",
        "Awa Ndour",
        "fr",
        "",
        "migrant",
        "SN",
        "FR",
        "woman",
        {"attribution": Attribution.ANONYMOUS},
    ),
    ("paolo", "Paolo Serravalle", "en", "region", "local_authority", "IT", "IT", "man", {}),
    (
        "samia",
        "سامية بوعزيز",
        "ar",
        "returnees",
        "migrant",
        "TN",
        "TN",
        "woman",
        {"attribution": Attribution.ANONYMOUS},
    ),
    ("tarek", "Tarek Belkacem", "fr", "nurses", "diaspora_association", "DZ", "FR", "man", {}),
    ("mouna", "Mouna Chahed", "fr", "ministry", "national_government", "TN", "TN", "woman", {}),
    ("omar", "عمر بنجلون", "ar", "workshop", "private_sector", "MA", "ES", "man", {}),
    ("greta", "Greta Lindqvist", "en", "", "other", "SE", "SE", "", {}),
    ("victor", "Victor Munteanu", "en", "", "migrant", "MD", "IT", "man", {}),
    ("ndeye", "Ndèye Faye", "fr", "bank", "financial_institution", "SN", "SN", "woman", {}),
    ("rosalba", "Rosalba Ferrante", "en", "", "trade_union", "IT", "IT", "woman", {}),
    ("hedi", "الهادي بن سليمان", "ar", "", "employers", "TN", "TN", "man", {}),
    ("maguette", "Maguette Thioune", "fr", "", "recruiter", "SN", "ES", "woman", {}),
    ("annika", "Annika Sörensson", "en", "", "education", "SE", "SE", "woman", {}),
    ("brahim", "Brahim Oulhaj", "fr", "", "media", "MA", "FR", "man", {}),
)
ZONES = {
    "TN": "Africa/Tunis",
    "EG": "Africa/Cairo",
    "MA": "Africa/Casablanca",
    "DZ": "Africa/Algiers",
    "SN": "Africa/Dakar",
    "FR": "Europe/Paris",
    "IT": "Europe/Rome",
    "DE": "Europe/Berlin",
    "SE": "Europe/Stockholm",
    "ES": "Europe/Madrid",
}


def address(local: str) -> str:
    """The demo address of ``local``, e.g. ``bilal@demo.diwan.localhost``."""
    return f"{local}@{DOMAIN}"


def load() -> None:
    """Make the organisations and people; the vocabularies stand already."""
    organisations = dict(_organisations())
    changes.announce([organisation.pk for organisation in organisations.values()])
    themes = list(Theme.objects.values_list("key", flat=True))
    for number, row in enumerate(PEOPLE):
        local, name, language, works_for, kind, origins, residence, gender, extra = row
        make_demo_person(
            address(local),
            name=name,
            language=language,
            time_zone=ZONES.get(residence, "UTC"),
            organisation=organisations.get(works_for),
            kind=ActorKind(kind),
            countries_of_origin=origins.split(),
            country_of_residence=residence,
            themes=_some(themes, number),
            gender=Gender(gender) if gender else "",
            **extra,
        )


def _organisations() -> Iterable[tuple[str, Organisation]]:
    countries = {place.code: place for place in Place.objects.countries()}
    for key, name, names, kind, country in ORGANISATIONS:
        yield (
            key,
            Organisation.objects.create(
                name=name, names=names, kind=kind, country=countries.get(country)
            ),
        )


def _some(themes: list[str], number: int) -> list[str]:
    """Two themes for each, going round, so that every theme has somebody."""
    return [themes[(number + step) % len(themes)] for step in (0, 3)] if themes else []


slots.demo.add(
    "people",
    slots.DemoLoader(
        load,
        roles=(
            (_("Administrator"), address("salma")),
            (_("Lead facilitator"), address("bilal")),
            (_("Co-facilitator (French)"), address("chiara")),
            (_("Co-facilitator (Arabic)"), address("nizar")),
            (_("Steward of the vocabularies"), address("ingrid")),
            (_("Member (English)"), address("amina")),
            (_("Member (French), a nurse in Lyon"), address("chloe")),
            (_("Member (Arabic)"), address("yusuf")),
        ),
    ),
    order=10,
)
