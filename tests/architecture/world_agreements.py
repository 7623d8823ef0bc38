"""Agreements for the permission matrix: one of others, and one that was concluded elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.agreements import actions
from diwan.agreements.models import Agreement, HandOver, Party
from diwan.agreements.tests.factories import give_mandate, make_dialogue, make_twinning
from diwan.people.tests.factories import make_organisation, make_person

if TYPE_CHECKING:
    from diwan.people.models import Organisation

_OF_PARTIES = ("agreement", "propose", "call_back", "take_up_again", "resume")


def special() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of agreements."""
    here, there = make_organisation("Olive Town"), make_organisation("High Borough")
    signer = make_person("signer@example.org")
    give_mandate(signer, here)
    twinning = make_twinning(signer, here, there)
    Agreement.objects.filter(pk=twinning.pk).update(state="signed")
    one = {"slug": twinning.slug}
    party = {"pk": twinning.parties.order_by("pk")[0].pk}
    return {
        **{f"agreements:{name}": one for name in _OF_PARTIES},
        "agreements:sign": one | party,
        "agreements:refuse": one | party,
        "agreements:dialogues": one,
        "agreements:begin_dialogue": one,
        **_of_stewards(here),
        **_forum(),
    }


def _forum() -> dict[str, dict[str, Any]]:
    """A dialogue without an agreement, with one round."""
    forum = make_dialogue("Forum")
    one = {"slug": forum.slug}
    row = one | {"pk": forum.rounds.get().pk}
    return {
        **{f"agreements:{name}": one for name in ("dialogue", "change_dialogue", "add_round")},
        **{f"agreements:{name}": row for name in ("change_round", "remove_round")},
    }


def _of_stewards(body: Organisation) -> dict[str, dict[str, Any]]:
    """One that was concluded elsewhere: stewards and administrators write it down."""
    steward = make_person("recorder@example.org")
    steward.is_steward = True
    steward.save()
    recorded = actions.record("twinning", {"en": "Elsewhere"}, by=steward)
    party = actions.add(
        recorded, Party, {"organisation": body, "side": "common", "level": "local"}, by=steward
    )
    plan = actions.plan_exit(recorded, {"plan": {"en": "It goes on."}}, by=steward)
    step = HandOver.objects.create(plan=plan, what={"en": "The keys"})
    Agreement.objects.filter(pk=recorded.pk).update(state="signed")
    one = {"slug": recorded.slug}
    row = one | {"section": "parties"}
    return {
        **{f"agreements:{name}": one for name in ("words", "safeguards", "exit_plan")},
        "agreements:add": row,
        "agreements:order": one | {"section": "priorities"},
        "agreements:change": row | {"pk": party.pk},
        "agreements:remove": row | {"pk": party.pk},
        "agreements:hand_over": one | {"pk": step.pk},
        "agreements:move": one | {"step": "settle"},
    }
