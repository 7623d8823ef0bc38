"""No more letters about a discussion, asked for by a link in one of them."""

from __future__ import annotations

from hashlib import sha256

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core.errors import Refusal

from ..models import Approach, Contribution, Discussion, Follow, LettersRefused
from ..words import ApproachState

_SALT = "discussions.letters"


def sign_of(address: str) -> str:
    """What is kept of an address that wants no letters: SHA-256 of it in lower case."""
    return sha256(address.strip().lower().encode()).hexdigest()


def token(discussion: Discussion, address: str) -> str:
    """What the link in a letter carries; it names nobody and does not expire."""
    return signing.dumps([discussion.pk, sign_of(address)], salt=_SALT)


def read(token: str) -> tuple[Discussion, str]:
    """The discussion, and the sign of the address a letter went to.

    Raises:
        Refusal: it is no link of ours, or the discussion is gone.
    """
    try:
        pk, sign = signing.loads(token, salt=_SALT)
        return Discussion.objects.get(pk=pk), sign
    except (signing.BadSignature, ValueError, TypeError, Discussion.DoesNotExist):
        raise Refusal(_("This link is broken. Copy it again from the letter, all of it.")) from None


@transaction.atomic
def stop(discussion: Discussion, sign: str) -> None:
    """Write no more about a discussion to an address; whoever has an account follows it no more."""
    LettersRefused.objects.get_or_create(discussion=discussion, sha256=sign)
    follow = follow_of(discussion, sign)
    if follow is not None:
        follow.delete()
    for approach in Approach.objects.filter(discussion=discussion).exclude(email=""):
        if sign_of(approach.email) == sign:
            approach.state = ApproachState.DECLINED
            approach.save(update_fields=["state"])
    record("stop letters", by=None, on=discussion)


@transaction.atomic
def stop_all(address: str) -> None:
    """Write to an address no more about any discussion that it has to do with."""
    wanted = address.strip().lower()
    mine = Q(author__isnull=True, author_email__iexact=wanted) | Q(author__email__iexact=wanted)
    concerned = {
        *Contribution.objects.filter(mine).values_list("discussion", flat=True),
        *Follow.objects.filter(person__email__iexact=wanted).values_list("discussion", flat=True),
        *Approach.objects.filter(email__iexact=wanted).values_list("discussion", flat=True),
    }
    for discussion in Discussion.objects.filter(pk__in=concerned).order_by("pk"):
        stop(discussion, sign_of(wanted))


def follow_of(discussion: Discussion, sign: str) -> Follow | None:
    """How the member behind the sign of an address follows a discussion; None for nobody."""
    for follow in Follow.objects.filter(discussion=discussion).select_related("person"):
        if sign_of(follow.person.email) == sign:
            return follow
    return None


def is_refused(discussion: Discussion, address: str) -> bool:
    return LettersRefused.objects.filter(discussion=discussion, sha256=sign_of(address)).exists()


def refused(discussion: Discussion) -> set[str]:
    """The signs of all addresses that want no letters about a discussion."""
    return set(
        LettersRefused.objects.filter(discussion=discussion).values_list("sha256", flat=True)
    )


def welcome_again(discussion: Discussion, address: str) -> None:
    """Somebody follows the discussion again, and so wants its letters."""
    LettersRefused.objects.filter(discussion=discussion, sha256=sign_of(address)).delete()
