"""What a merge of two entries would do, and what stands against it; nothing is changed here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import ForeignKey
from django.utils.translation import gettext as _

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.people.models import Likeness, Mandate, Merge, Organisation
from diwan.people.rules import organisations as rules
from diwan.people.words.organisations import MandateRole

from .demanding import demand_standing, demand_steward

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diwan.people.models import Person

#: these speak of entries, not of the body
_OF_ENTRIES = (Likeness, Merge)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What moves, in counts alone: a steward may not read all that is counted."""

    #: what differs between the two entries, in whole sentences
    warnings: list[str]
    #: role → current mandates of the entry that goes, and of the one that stays
    mandates: list[tuple[str, int, int]]
    #: mandates that sign, and do not until they are confirmed anew
    unconfirmed: int
    #: what it is called → how many of it point to the entry that goes
    moves: list[tuple[str, int]]


def foresee_merge(source: Organisation, *, into: Organisation, by: Person) -> Foreseen:
    """
    Raises:
        Refusal: what ``merge`` would refuse.
    """
    demand_mergeable(source, into, by)
    today = clock.now().date()
    going, staying = (
        Counter(each.mandates.current(today).values_list("role", flat=True))
        for each in (source, into)
    )
    return Foreseen(
        warnings=_warnings(source, into),
        mandates=[
            (str(role.label), going[role], staying[role])
            for role in MandateRole
            if going[role] or staying[role]
        ],
        unconfirmed=sum(going[role] for role in rules.SIGNING),
        moves=_moves(source),
    )


def demand_mergeable(source: Organisation, into: Organisation, by: Person) -> None:
    """
    Raises:
        PermissionDenied: no steward.
        Refusal: one entry, one that was merged before, a steward's own organisation, an authority
            and a body that is none, or a room that knows that they are two.
    """
    if source.pk == into.pk:
        raise Refusal(_("An organisation cannot be merged with itself. Choose two entries."))
    for each in (source, into):
        demand_standing(each)
    demand_steward(by, source, into)
    if source.is_authority != into.is_authority:
        raise Refusal(
            _(
                "One of the two is an authority and the other is not: they are two bodies. If the"
                " kind of actor of one is wrong, correct it on its page first."
            )
        )
    for check in slots.merge_checks:
        if sentence := check.refuses(source, into):
            raise Refusal(sentence)


def pointing() -> Iterator[tuple[str, ForeignKey[Any, Any]]]:
    """``room.Model.field`` and the field of everything that points to organisations."""
    for model in apps.get_models(include_auto_created=True):
        if model in _OF_ENTRIES:
            continue
        for field in model._meta.concrete_fields:  # noqa: SLF001
            if isinstance(field, ForeignKey) and field.related_model is Organisation:
                yield f"{model._meta.label}.{field.name}", field  # noqa: SLF001


def all_rows(model: type[Any]) -> Any:
    """All of them, whatever the manager of the model hides."""
    return model._base_manager  # noqa: SLF001


def _warnings(source: Organisation, into: Organisation) -> list[str]:
    differing = [
        (
            source.kind != into.kind,
            _("They are of different kinds: %(one)s, and %(other)s."),
            (source.get_kind_display(), into.get_kind_display()),
        ),
        (
            source.country_id != into.country_id,
            _("They are not of the same country: %(one)s, and %(other)s."),
            (_land(source), _land(into)),
        ),
        (
            source.enforcement != into.enforcement,
            _(
                "Stewards say different things of their part in enforcement:"
                " %(one)s, and %(other)s."
            ),
            (source.get_enforcement_display(), into.get_enforcement_display()),
        ),
    ]
    return [
        sentence % {"one": one, "other": other}
        for is_so, sentence, (one, other) in differing
        if is_so
    ]


def _land(organisation: Organisation) -> str:
    return str(organisation.country) if organisation.country else _("no country")


def _moves(source: Organisation) -> list[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for _label, field in pointing():
        if field.model is not Mandate:
            rows = all_rows(field.model).filter(**{field.name: source})
            counted[_called(field)] += rows.count()
    return [(name, count) for name, count in counted.items() if count]


def _called(field: ForeignKey[Any, Any]) -> str:
    """What rows of the field's model are called; those between two models as their field."""
    owner: Any = field.model._meta.auto_created  # noqa: SLF001
    if owner:
        for each in owner._meta.local_many_to_many:  # noqa: SLF001
            if each.remote_field.through is field.model:
                return str(each.verbose_name)
    return str(field.model._meta.verbose_name_plural)  # noqa: SLF001
