"""Of the letters that the signatures wrote, only the one that still waits for an answer stays."""

from __future__ import annotations

from diwan.mailroom.models import OutgoingLetter

#: whoever still has to sign
WAITING = "agreements/asked_to_sign"
SIGNER = "chloe@"


def last_one() -> int:
    """The number of the last letter there is; 0 for none."""
    return OutgoingLetter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def keep_a_handful(*, after: int) -> None:
    written = OutgoingLetter.objects.filter(pk__gt=after)
    asked = written.filter(kind=WAITING, to_address__startswith=SIGNER).order_by("-pk")
    written.exclude(pk__in=list(asked.values_list("pk", flat=True)[:1])).delete()
