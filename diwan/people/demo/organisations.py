"""Who acts for the invented organisations, their branches, and what became of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from diwan.core import clock, slots

from ..actions import organisations as actions
from ..demo import ORGANISATIONS
from ..models import Mandate, Organisation, Person
from ..rules.organisations import Description
from ..words import ActorKind
from ..words.organisations import Conclusion, MandateRole, PageKind, SuccessionKind
from .said import SAID, Said

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = {key: (name, names, kind, country) for key, name, names, kind, country in ORGANISATIONS}


#: organisation, who, role, remit; confirmed by a steward, the others by the first manager
MANDATES: tuple[tuple[str, str, MandateRole, str], ...] = (
    ("ministry", "moncef", MandateRole.MANAGER, ""),
    ("ministry", "moncef", MandateRole.FOCAL_POINT, "retours"),
    ("ministry", "mouna", MandateRole.DEPUTY, ""),
    ("region", "chiara", MandateRole.MANAGER, ""),
    ("region", "paolo", MandateRole.FOCAL_POINT, "formation"),
    ("municipality", "hanane", MandateRole.MANAGER, ""),
    ("charity", "yusuf", MandateRole.MANAGER, ""),
    ("charity", "rania", MandateRole.OFFICER, ""),
    ("nurses", "chloe", MandateRole.MANAGER, ""),
    ("nurses", "tarek", MandateRole.FOCAL_POINT, "diplômes"),
    ("baltic", "ion", MandateRole.MANAGER, ""),
    ("baltic", "lidia", MandateRole.OFFICER, ""),
    ("workshop", "amina", MandateRole.MANAGER, ""),
    ("jobs", "kamel", MandateRole.MANAGER, ""),
    ("bank", "fatou", MandateRole.MANAGER, ""),
    ("bank", "ndeye", MandateRole.OFFICER, ""),
    ("institute", "jonas", MandateRole.MANAGER, ""),
    ("institute", "ingrid", MandateRole.MEMBER, ""),
    ("bureau", "salma", MandateRole.MANAGER, ""),
    ("bureau", "bilal", MandateRole.OFFICER, ""),
    ("returnees", "nizar", MandateRole.MANAGER, ""),
)
#: who lets members read their name beside what they do
SHOWN = ("moncef", "chiara", "chloe", "paolo", "hanane", "yusuf")
#: verified, and in how many days the review falls due; the last one soon, for the desk
VERIFIED = {"ministry": 300, "region": 340, "municipality": 200, "nurses": 250, "charity": 20}
PARTNERS = ("nurses", "charity", "region")


def load() -> None:
    """After the people: everything through the same actions as on the site."""
    bodies = {key: Organisation.objects.get(name=name) for key, (name, *_rest) in _NAMES.items()}
    cast = {
        person.email.partition("@")[0]: person for person in Person.objects.filter(is_demo=True)
    }
    for key, said in SAID.items():
        actions.describe(bodies[key], said=_description(key, said), by=_steward(key, cast))
    _give_mandates(bodies, cast)
    _agency(cast)
    _branch(bodies, cast)
    _history(bodies, cast)
    _verify(bodies, cast)
    actions.find_twins()


def _description(key: str, said: Said) -> Description:
    name, names, kind, country = _NAMES[key]
    slug = Organisation.objects.get(name=name).slug
    return Description(
        name=name,
        kind=kind,
        names=names,
        acronym=said.acronym,
        level=said.level,
        country=country,
        seat=said.seat,
        places=list(said.places),
        origins=list(said.origins),
        themes=list(said.themes),
        languages=list(said.languages),
        description=dict(said.description),
        competence=dict(said.competence),
        contact=said.contact,
        website=f"https://{slug}.example",
    )


def _give_mandates(bodies: Mapping[str, Organisation], cast: Mapping[str, Person]) -> None:
    since = clock.now().date() - timedelta(days=400)
    for key, local, role, remit in MANDATES:
        made = actions.ask_mandate(
            bodies[key], role=role, starts_on=since, remit=remit, by=cast[local]
        )
        actions.confirm_mandate(made, by=_steward(key, cast))
        if local in SHOWN:
            actions.show_name(made, is_shown=True, by=cast[local])
    today = clock.now().date()
    actions.ask_mandate(
        bodies["returnees"], role=MandateRole.MEMBER, starts_on=today, by=cast["dele"]
    )


def _agency(cast: Mapping[str, Person]) -> None:
    """An agency of the land of origin with antennas where its people live (D12)."""
    awa, fatou = cast["awa"], cast["fatou"]
    agency = actions.add(
        Description(
            "Agence Teranga Migration",
            ActorKind.NATIONAL_GOVERNMENT,
            names={
                "en": "Teranga Migration Agency (invented)",
                "ar": "وكالة تيرانغا للهجرة",
            },
            acronym="ATM",
            level="national",
            country="SN",
            seat="SN-DK",
            places=["SN", "FR", "IT"],
            themes=["investment", "reintegration", "mobility-partnerships"],
            languages=["fr", "wo"],
            description={
                "fr": "Rassemble ce que les Sénégalaises et Sénégalais d’ailleurs savent et "
                "mettent de côté, et l’accompagne jusqu’au village.",
                "en": "Gathers what Senegalese people elsewhere know and save, and brings it home.",
                "ar": "تجمع ما يعرفه السنغاليون في الخارج وما يدخرونه وترافقه إلى القرى.",
            },
            competence={"fr": "Antennes à l’étranger, projets de retour, épargne collective."},
        ),
        by=fatou,
    )
    managing = actions.ask_mandate(
        agency,
        role=MandateRole.MANAGER,
        starts_on=clock.now().date() - timedelta(days=200),
        by=fatou,
    )
    actions.confirm_mandate(managing, by=cast["salma"])
    for name, country in (("Antenne de Paris", "FR"), ("Antenna di Milano", "IT")):
        antenna = actions.open_branch(
            agency,
            said=Description(
                f"{name} – Agence Teranga",
                ActorKind.NATIONAL_GOVERNMENT,
                level="local",
                country=country,
                places=[country],
                origins=["SN"],
                languages=["fr", "wo", "it"] if country == "IT" else ["fr", "wo"],
                description={"fr": "Accueil le mardi et le samedi, avec et sans rendez-vous."},
            ),
            by=fatou,
        )
        page = actions.write_page(
            antenna,
            kind=PageKind.PROGRAMME,
            title={"fr": "Mon projet au village", "en": "My project back home"},
            body={
                "fr": "Six samedis pour passer d’une idée à un budget, avec une personne du pays "
                "qui suit le projet sur place.",
                "en": "Six Saturdays from an idea to a budget, with somebody at home who follows "
                "the project there.",
            },
            by=fatou,
        )
        actions.publish_page(page, is_published=True, by=fatou)
    paris = Organisation.objects.get(parent=agency, country__code="FR")
    asked = actions.ask_mandate(
        paris, role=MandateRole.OFFICER, starts_on=clock.now().date(), by=awa
    )
    actions.confirm_mandate(asked, by=fatou)
    actions.confirm_by_itself(agency, by=fatou)


def _branch(bodies: Mapping[str, Organisation], cast: Mapping[str, Person]) -> None:
    actions.open_branch(
        bodies["nurses"],
        said=Description(
            "Blouses sans frontières, Marseille",
            ActorKind.DIASPORA_ASSOCIATION,
            names={"en": "Coats without Borders, Marseille", "ar": "مآزر بلا حدود، مرسيليا"},
            level="local",
            country="FR",
            seat="FR-PAC",
            places=["FR", "DZ"],
            origins=["DZ"],
            themes=["health"],
            languages=["fr", "ar"],
        ),
        by=cast["chloe"],
    )


def _history(bodies: Mapping[str, Organisation], cast: Mapping[str, Person]) -> None:
    """An old name, a merger of two associations, and an entry that was there twice."""
    ministry = bodies["ministry"]
    ministry.refresh_from_db()
    name, names = ministry.name, ministry.names
    ministry.name, ministry.names = "Direction des Tunisiens du dehors", {}
    ministry.save()
    actions.rename(ministry, name=name, names=names, by=cast["salma"], on=date(2016, 9, 1))
    earlier = actions.add(
        Description(
            "Moldovenii din Göteborg",
            ActorKind.DIASPORA_ASSOCIATION,
            names={"en": "Moldovans of Gothenburg"},
            level="local",
            country="SE",
            seat="SE-O",
            origins=["MD"],
        ),
        by=cast["ion"],
    )
    actions.record_succession(
        earlier,
        after=bodies["baltic"],
        kind=SuccessionKind.MERGED,
        by=cast["salma"],
        on=date(2021, 3, 14),
    )
    twin = actions.add(
        Description("Rihla Solaire", ActorKind.PRIVATE_SECTOR, country="MA"), by=cast["omar"]
    )
    actions.merge(twin, into=bodies["workshop"], by=cast["salma"], why="Written in twice.")
    actions.add(Description("Joussour", ActorKind.CIVIL_SOCIETY, country="EG"), by=cast["rania"])


def _verify(bodies: Mapping[str, Organisation], cast: Mapping[str, Person]) -> None:
    today = clock.now().date()
    for body in bodies.values():
        body.refresh_from_db()
    for key, days in VERIFIED.items():
        manager = _manager(bodies[key])
        actions.confirm_by_itself(bodies[key], by=manager)
        actions.verify(bodies[key], review_due=today + timedelta(days=days), by=cast["ingrid"])
    for key in PARTNERS:
        actions.make_partner(bodies[key], by=cast["ingrid"])
    for key in ("bank", "institute"):
        actions.confirm_by_itself(bodies[key], by=_manager(bodies[key]))
        actions.ask_review(bodies[key], by=_manager(bodies[key]))
    actions.confirm_by_itself(bodies["baltic"], by=cast["ion"])
    review = actions.Review(
        track_record="Two training rounds in three hospitals; reports are public.",
        governance="Elected board of seven, accounts read out once a year.",
        references="The municipality that received them; a hospital in Algiers.",
        conclusion=Conclusion.SOUND,
        next_review_on=today + timedelta(days=330),
    )
    actions.vet(bodies["nurses"], review=review, by=cast["ingrid"])


def _steward(key: str, cast: Mapping[str, Person]) -> Person:
    """One without a tie: Salma works for the bureau, Ingrid for the institute."""
    return cast["ingrid" if key == "bureau" else "salma"]


def _manager(body: Organisation) -> Person:
    rows = Mandate.objects.filter(organisation=body, role=MandateRole.MANAGER)
    return rows.select_related("person").order_by("pk")[0].person


slots.demo.add("people-organisations", slots.DemoLoader(load), order=11)
