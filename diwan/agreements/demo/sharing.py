"""Two data-sharing agreements between invented bodies, and what went under them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override

from diwan.core import gates, slots
from diwan.people.actions.consenting import give_consent
from diwan.people.actions.organisations import mark_enforcement
from diwan.people.words.organisations import Enforcement

from ..actions import exchanging
from ..actions import sharing as actions
from ..actions.sharing import Terms
from ..models import Agreement, DataSharing, SharingBody
from . import bodies, letters, living
from .files import data, day, moment, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Organisation, Person

_ACCORD = "employment-services"
#: who receives data, and what a steward looked at before
_LOOKED_AT = {
    "jobs": "Its founding decree and its organigram: placement and advice alone.",
    "labour-office": "The regional law on employment services: no exchange with the police.",
    "bank": "Its statutes: savings and credit.",
}
_SIGNED = -80


@transaction.atomic
def load() -> None:
    """After the agreements; a second call does nothing."""
    if DataSharing.objects.exists():
        return
    last = letters.last_one()
    with override("en"):
        people, register = bodies.cast(), bodies.register()
        for key, why in _LOOKED_AT.items():
            steward = people[bodies.STEWARD]
            mark_enforcement(register[key], Enforcement.NO, by=steward, why=why)
        work = _conclude(_work(register), people, {"jobs": "kamel", "labour-office": "paolo"})
        living.conclude(_ACCORD)
        project = _conclude(_project(register), people, {"": "salma", "region": "chiara"})
        _send(register, people, work, project)
    letters.keep_a_handful(after=last)


def _work(register: Mapping[str, Organisation]) -> Terms:
    """What the accord of the two employment services asks for: both ways (D6)."""
    both = [register["labour-office"], register["jobs"]]
    return Terms(
        **_words("work"),
        purposes=["work"],
        categories=["name", "contact", "skills", "qualifications", "languages", "wishes"],
        basis="treaty",
        begins_on=day(_SIGNED + 1),
        ends_on=day(900),
        retention_days=180,
        guarantee="instrument",
        rights_contact="donnees@agence-emploi.example",
        senders=both,
        recipients=both,
        agreement=Agreement.objects.get(slug=_ACCORD),
    )


def _project(register: Mapping[str, Organisation]) -> Terms:
    """Without an agreement above it; this site sends as well."""
    return Terms(
        **_words("project"),
        purposes=["project"],
        categories=["name", "contact", "wishes"],
        basis="consent",
        begins_on=day(_SIGNED + 1),
        ends_on=day(300),
        retention_days=90,
        guarantee="clauses",
        rights_contact="protection@caisse-teranga.example",
        senders=[register["region"]],
        recipients=[register["bank"]],
        site_sends=True,
    )


def _words(key: str) -> dict[str, Any]:
    return {name: wording(said) for name, said in data("sharing.json")[key].items()}


def _conclude(
    terms: Terms, people: Mapping[str, Person], signers: Mapping[str, str]
) -> DataSharing:
    """Drafted, laid before its bodies, signed for each, and dated back."""
    keys = bodies.register()
    by_body = {keys[key].pk if key else None: people[name] for key, name in signers.items()}
    by_body.setdefault(keys["bank"].pk, people["fatou"])
    drafter = next(person for key, person in by_body.items() if key is not None)
    sharing = actions.draft_sharing(terms, by=drafter)
    actions.propose_sharing(sharing, by=drafter)
    sharing.refresh_from_db()
    for body in sharing.bodies.all():
        signer = by_body[body.organisation_id]
        actions.sign_sharing(body, by=signer, digest=sharing.digest, capacity=_capacity(signer))
    SharingBody.objects.filter(sharing=sharing).update(signed_at=moment(_SIGNED))
    made = {"created_at": moment(_SIGNED - 9), "changed_at": moment(_SIGNED)}
    DataSharing.objects.filter(pk=sharing.pk).update(**made)
    return sharing


def _capacity(signer: Person) -> str:
    titles = {
        "kamel": "Directeur des placements à l’étranger",
        "paolo": "Direttore",
        "salma": "Administratrice du site",
        "chiara": "Assessora",
        "fatou": "Directrice",
    }
    return titles[signer.email.partition("@")[0]]


def _send(
    register: Mapping[str, Organisation],
    people: Mapping[str, Person],
    work: DataSharing,
    project: DataSharing,
) -> None:
    """To whom Chloé and Amina agreed; Dele keeps the authorities of two lands out."""
    for local, purpose in (
        ("chloe", "exchange_work"),
        ("amina", "exchange_project"),
        ("dele", "exchange_work"),
    ):
        person = people[local]
        given = give_consent(person, purpose, by=person, language=person.language)
        given.given_at = moment(_SIGNED + 5)
        given.save(update_fields=["given_at"])
    office, jobs, bank = (register[key] for key in ("labour-office", "jobs", "bank"))
    rows = [
        (work, "chloe", office, jobs, "work", ["name", "skills", "wishes"], "paolo", -40),
        (work, "chloe", office, jobs, "work", ["qualifications", "languages"], "paolo", -12),
        (project, "amina", None, bank, "project", ["name", "contact", "wishes"], "salma", -5),
    ]
    for sharing, local, sender, recipient, purpose, kinds, by, days in rows:
        sent = gates.exchange(
            person=people[local],
            sender=sender,
            recipient=recipient,
            purpose=purpose,
            data=kinds,
            by=people[by],
        )
        sent.sent_at = moment(days)
        sent.erase_by = day(days) + timedelta(days=sharing.retention_days)
        sent.save(update_fields=["sent_at", "erase_by"])
    exchanging.object_to(sent, by=people["amina"], words="I found the money elsewhere, thank you.")
    _try_against_dele(people, office, jobs)


def _try_against_dele(
    people: Mapping[str, Person], office: Organisation, jobs: Organisation
) -> None:
    """The gate stays shut: he lets nothing go to the authorities of Italy."""
    try:
        gates.exchange(
            person=people["dele"],
            sender=jobs,
            recipient=office,
            purpose="work",
            data="name",
            by=people["kamel"],
        )
    except gates.GateClosed:
        return


slots.demo.add("agreements-sharing", slots.DemoLoader(load), order=25)
