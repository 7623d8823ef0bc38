"""What the invented organisations say of themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Said:
    """What one of them says; places are codes, those that are not in the list are left out."""

    level: str
    seat: str = ""
    places: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("fr", "en")
    description: Mapping[str, str] = field(default_factory=dict)
    competence: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    acronym: str = ""


SAID: dict[str, Said] = {
    "ministry": Said(
        "national",
        "TN-11",
        ("TN", "FR", "IT"),
        themes=("mobility-partnerships", "legal-and-social-protection", "reintegration"),
        languages=("ar", "fr"),
        description={
            "en": "Looks after Tunisians abroad and after those who come back.",
            "fr": "Accompagne les Tunisiens à l’étranger et celles et ceux qui reviennent.",
            "ar": "يرافق التونسيين في الخارج ومن يعودون منهم.",
        },
        competence={
            "en": "Social desks abroad, summer schools, the file of those who return.",
            "fr": "Bureaux sociaux à l’étranger, écoles d’été, dossier de retour.",
            "ar": "المكاتب الاجتماعية بالخارج، المدارس الصيفية، ملف العودة.",
        },
        contact="12, rue des Deux-Rives (inventée), Tunis. Du lundi au vendredi, 8 h 30 – 13 h",
        acronym="OTD",
    ),
    "region": Said(
        "regional",
        "IT-25",
        ("IT", "TN", "MA"),
        themes=("labour-matching", "education-training-employment", "mobility-partnerships"),
        languages=("it", "fr", "en"),
        description={
            "en": "A valley of workshops that trains young people with Tunisia and Morocco.",
            "fr": "Une vallée d’ateliers qui forme des jeunes avec la Tunisie et le Maroc.",
        },
        competence={
            "en": "Vocational training, recognition of regional certificates, decentralised "
            "cooperation.",
            "fr": "Formation professionnelle, reconnaissance des certificats régionaux, "
            "coopération décentralisée.",
            "ar": "التكوين المهني، الاعتراف بالشهادات الجهوية، التعاون اللامركزي.",
        },
    ),
    "municipality": Said(
        "local",
        "MA-03",
        ("MA", "FR"),
        themes=("local-economic-development", "environment", "reintegration"),
        languages=("ar", "fr"),
        description={
            "ar": "بلدية جبلية يعيش ثلث أهلها في الخارج ويبنون معها عيونها ومدارسها.",
            "fr": "Commune de montagne dont un tiers des enfants vit ailleurs, et bâtit avec elle.",
            "en": "A mountain town a third of whose people live abroad, and build with it.",
        },
        competence={
            "fr": "État civil, eau, marchés, accueil des familles de retour.",
            "ar": "الحالة المدنية والماء والأسواق واستقبال العائلات العائدة.",
        },
    ),
    "charity": Said(
        "national",
        "EG-C",
        ("EG", "TN", "IT"),
        themes=("legal-and-social-protection", "reintegration", "health"),
        languages=("ar", "en"),
        description={
            "ar": "نرافق العائدين وعائلاتهم في سنتهم الأولى: سكن وعلاج وتكوين.",
            "en": "We walk with returnees and their families through their first year.",
        },
    ),
    "nurses": Said(
        "local",
        "FR-ARA",
        ("FR", "DZ", "TN"),
        origins=("DZ", "TN", "MA"),
        themes=("health", "education-training-employment"),
        languages=("fr", "ar"),
        description={
            "fr": "Infirmières et infirmiers d’Algérie, de Tunisie et du Maroc à Lyon : nous "
            "formons dans les hôpitaux du pays et accueillons celles et ceux qui arrivent.",
            "en": "Nurses from Algeria, Tunisia and Morocco in Lyon: we train in hospitals at "
            "home and receive those who arrive.",
            "ar": "ممرضات وممرضون من الجزائر وتونس والمغرب في ليون: نكوّن في مستشفيات البلد "
            "ونستقبل من يصلون.",
        },
        acronym="BSF",
    ),
    "baltic": Said(
        "regional",
        "SE-O",
        ("SE", "MD"),
        origins=("MD",),
        themes=("investment", "local-economic-development"),
        languages=("ro", "en"),
        description={
            "en": "Moldovans round the Baltic Sea who pool savings for workshops at home.",
            "fr": "Moldaves de la Baltique qui mettent en commun leur épargne pour des ateliers au "
            "pays.",
        },
    ),
    "workshop": Said(
        "local",
        "MA-06",
        ("MA",),
        themes=("environment", "job-creation-youth"),
        languages=("ar", "fr", "en"),
        description={
            "en": "Solar pumps for small farms, built and mended by people who came back.",
            "ar": "مضخات شمسية للضيعات الصغيرة، يصنعها ويصلحها عائدون.",
        },
    ),
    "jobs": Said(
        "national",
        "DZ-16",
        ("DZ", "FR", "ES"),
        themes=("labour-matching", "education-training-employment"),
        languages=("fr", "ar"),
        competence={
            "fr": "Offres d’emploi, contrats saisonniers, préparation au départ.",
            "ar": "عروض الشغل والعقود الموسمية والإعداد قبل المغادرة.",
            "en": "Vacancies, seasonal contracts, preparation before departure.",
        },
    ),
    "bank": Said(
        "national",
        "SN-DK",
        ("SN", "FR", "IT"),
        themes=("investment", "local-economic-development"),
        description={"fr": "Épargne et crédits pour qui investit au pays, d’ici ou de loin."},
    ),
    "institute": Said(
        "international",
        "DE-BE",
        ("DE", "MA", "TN"),
        themes=("education-training-employment", "labour-matching"),
        languages=("de", "en", "fr"),
        description={"en": "Asks what becomes of those who go and of those who come back."},
    ),
    "bureau": Said(
        "international",
        "TN-11",
        ("TN", "IT", "FR", "EG"),
        themes=("mobility-partnerships",),
        languages=("en", "fr", "ar"),
        description={
            "en": "Keeps the table at which both shores sit.",
            "fr": "Tient la table où s’assoient les deux rives.",
            "ar": "يرعى المائدة التي تجلس إليها الضفتان.",
        },
    ),
    "returnees": Said(
        "local",
        "TN-11",
        ("TN",),
        themes=("reintegration", "job-creation-youth"),
        languages=("ar", "fr"),
        description={
            "ar": "عائدون يساعد بعضهم بعضا على البدء من جديد.",
            "fr": "Des personnes revenues qui s’aident à recommencer.",
        },
    ),
}
