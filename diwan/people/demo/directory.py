"""What the invented people show in the directory, each in their own way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from diwan.core import clock, slots

from ..actions import consenting, directory
from ..demo import address
from ..models import Person, Profile
from ..rules import PROFILE_LIFE
from ..words import Audience, ProfileField

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALL = ProfileField.values
_FACTS = ("organisation", "kind", "countries_of_origin", "country_of_residence", "themes")


def _to(audience: str, *fields: str, **others: str) -> dict[str, str]:
    """``audience`` for these fields, or for all, and another one for ``others``."""
    return dict.fromkeys(fields or _ALL, audience) | others


@dataclass(frozen=True, slots=True)
class Choice:
    """What one of them says, agrees to, and shows."""

    expertise: str = ""
    about: str = ""
    institution: str = ""
    languages: tuple[str, ...] = ()
    audiences: Mapping[str, str] = field(default_factory=dict)
    agreed: tuple[str, ...] = ("directory", "contact")
    is_expert: bool = False
    is_public_figure: bool = False
    with_authorities: bool = False
    never_to: tuple[str, ...] = ()


_WITH_REGISTER = ("directory", "contact", "expert_register")
CHOICES: dict[str, Choice] = {
    "salma": Choice(
        expertise="Dialogue entre institutions et associations",
        about="Je veille à ce que chacun trouve sa place dans ce diwan.",
        languages=("ar", "fr", "en"),
        audiences=_to("members", name="public", organisation="public"),
    ),
    "amina": Choice(
        expertise="Solar pumps for small farms",
        about="I came back to build what I had learnt to repair. Ask me about spare parts.",
        institution="Rihla Solar training yard",
        languages=("ar", "fr", "en", "zgh"),
        audiences=_to("public", about="members", themes="members"),
        agreed=_WITH_REGISTER,
        is_expert=True,
    ),
    "chloe": Choice(
        expertise="Soins infirmiers, réanimation",
        about="J'accompagne des infirmières qui veulent exercer des deux côtés de la mer.",
        institution="Institut de formation des Deux-Fleuves",
        languages=("fr", "ar", "kab"),
        audiences=_to("members", *_FACTS, "name", "about", "languages", expertise="public")
        | {"institution": "partners"},
        agreed=_WITH_REGISTER,
        is_expert=True,
    ),
    "ingrid": Choice(
        expertise="Measuring return and reintegration",
        institution="Institut für Wege und Rückwege",
        languages=("sv", "de", "en"),
        audiences=_to("public", countries_of_origin="private"),
        agreed=_WITH_REGISTER,
        is_expert=True,
    ),
    "yusuf": Choice(
        expertise="تدريب الشباب على الحرف",
        about="أجمع الحرفيين العائدين بشباب القرى، وأبحث عن جمعيات شريكة في الخارج.",
        languages=("ar", "en"),
        audiences=_to("public", country_of_residence="members"),
    ),
    "omar": Choice(
        expertise="هندسة الطاقة الشمسية",
        about="أشرف عن بعد على طلبة المعهد في المغرب.",
        institution="مدرسة المهندسين بسان فيثنتي",
        languages=("ar", "es", "fr"),
        audiences=_to("public", about="members"),
        agreed=_WITH_REGISTER,
        is_expert=True,
        is_public_figure=True,
    ),
    "dele": Choice(
        expertise="Community radio",
        about="Ten years of night shifts, and a programme on Sundays.",
        languages=("en", "yo", "it"),
        audiences=_to("members", expertise="public"),
        never_to=("NG", "IT"),
    ),
    "awa": Choice(
        expertise="Comptabilité de coopératives",
        languages=("wo", "fr"),
        audiences=_to("members", "expertise", "languages", "countries_of_origin", name="staff"),
    ),
    "tarek": Choice(
        expertise="Gestion d'un hôpital de jour",
        languages=("fr", "ar"),
        audiences=_to("partners", name="members", organisation="members"),
        with_authorities=True,
    ),
    "ion": Choice(
        expertise="Vocational schools, wood and metal",
        languages=("ro", "ru", "en", "sv"),
        audiences=_to("members"),
    ),
    "fatou": Choice(
        expertise="Épargne et crédit des migrants",
        institution="Caisse Teranga",
        languages=("wo", "fr"),
        audiences=_to("members", name="public", organisation="public", expertise="public"),
    ),
    "lidia": Choice(expertise="School exchanges", languages=("ro", "sv"), audiences=_to("members")),
    "samia": Choice(expertise="خياطة", languages=("ar",), agreed=("directory",)),
}
#: confirmed so long ago that it is hidden
_LONG_AGO = "lidia"


def load() -> None:
    for local, choice in CHOICES.items():
        person = Person.objects.get(email=address(local))
        for purpose in choice.agreed:
            consenting.give_consent(person, purpose, by=person, language=person.language)
        directory.show(person, shown=_shown(choice), by=person)
    old = clock.now() - PROFILE_LIFE - timedelta(days=3)
    Profile.objects.filter(person__email=address(_LONG_AGO)).update(
        confirmed_at=old, reminded_at=old, told_hidden_at=clock.now()
    )
    directory.renew([Person.objects.get(email=address(_LONG_AGO)).pk])


def _shown(choice: Choice) -> directory.Shown:
    return directory.Shown(
        about=choice.about,
        expertise=choice.expertise,
        institution=choice.institution,
        languages=list(choice.languages),
        audiences={name: Audience(audience) for name, audience in choice.audiences.items()},
        is_in_expert_register=choice.is_expert,
        is_public_figure=choice.is_public_figure,
        partners_include_authorities=choice.with_authorities,
        never_to=list(choice.never_to),
    )


slots.demo.add("people-directory", slots.DemoLoader(load), order=15)
