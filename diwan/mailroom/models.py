"""Letters that came in and letters that go out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import health
from .queries import AddressHealthQuerySet, LetterQuerySet, OutgoingLetterQuerySet
from .words import (
    COSTLY,
    Channel,
    LetterState,
    OutgoingState,
    Problem,
    Route,
    Sort,
    Trust,
    TrustReason,
)


class Letter(models.Model):
    """One letter received, for one recipient address; what was read from it stands beside it."""

    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(max_length=12, choices=LetterState.choices, default="stored")
    recipient = models.CharField(_("to"), max_length=254, db_index=True)
    #: empty for a null return path
    envelope_from = models.CharField(max_length=254, blank=True)
    received_at = models.DateTimeField(_("received"), db_index=True)
    #: not to be read before, where its sender brought too many; None for at once
    due_at = models.DateTimeField(null=True)
    #: from the Date header, aware UTC; None when it cannot be read
    sent_at = models.DateTimeField(_("sent"), null=True)
    message_id = models.CharField(max_length=400, blank=True, db_index=True)
    in_reply_to = models.CharField(max_length=400, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    from_address = models.CharField(max_length=254, blank=True, db_index=True)
    subject = models.CharField(max_length=500, blank=True)
    #: the network address and the name that the sending server gave; forgotten once verified
    peer = models.GenericIPAddressField(null=True)
    helo = models.CharField(max_length=255, blank=True)
    #: empty before it was looked at
    trust = models.CharField(max_length=4, choices=Trust.choices, blank=True)
    #: result by method (``spf``, ``dkim``, ``dmarc``, ``arc``), ``domain``, and who ``found`` it
    trust_details = models.JSONField(default=dict)
    sort = models.CharField(max_length=12, choices=Sort.choices, blank=True)
    #: what in the letter told its sort, e.g. ``Auto-Submitted: auto-replied``
    sort_evidence = models.CharField(max_length=200, blank=True)
    #: SHA-256 of the folded words, hexadecimal; equal for a resend
    content_hash = models.CharField(max_length=64, blank=True, db_index=True)
    #: SHA-256 of the bytes, hexadecimal; equal when the same letter is handed over again
    raw_hash = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveIntegerField(default=0)
    problem = models.TextField(_("what went wrong"), blank=True)
    #: values of ``words.Problem``: what was odd about a letter that could be read
    problems = models.JSONField(default=list)
    #: the name in ``core.slots.letter_handlers`` of who took it; empty when nobody did
    handler = models.CharField(max_length=60, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    processed_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [models.Index(fields=["envelope_from"], name="letter_envelope")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LetterState.values), name="letter_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sort="") | Q(sort__in=Sort.values), name="letter_sort_is_known"
            ),
            models.CheckConstraint(
                condition=Q(trust="") | Q(trust__in=Trust.values), name="letter_trust_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def trust_in_words(self) -> str:
        """Why the sender is proven or not; empty before it was looked at."""
        reason = self.trust_details.get("reason", "")
        return str(TrustReason(reason).label) if reason in TrustReason.values else ""

    @property
    def problem_in_words(self) -> str:
        """Why it waits, in the reader's language where the worker noted one of our sentences."""
        return gettext(self.problem) if self.problem else ""

    @property
    def problems_in_words(self) -> list[str]:
        """What was odd about the letter, a sentence each."""
        return [str(Problem(each).label) for each in self.problems if each in Problem.values]

    @property
    def losses_in_words(self) -> list[str]:
        """What may have cost words or files of it, a sentence each."""
        return [str(Problem(each).label) for each in self.problems if each in COSTLY]

    @property
    def proofs(self) -> list[tuple[str, str]]:
        """The results by method, as they are called among mail servers."""
        names = ("dmarc", "dkim", "spf", "arc")
        return [(name, self.trust_details[name]) for name in names if name in self.trust_details]


class RawLetter(models.Model):
    """The bytes as they came, kept until the retention schedule purges them."""

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="raw")
    content = models.BinaryField()

    class Meta:
        verbose_name = _("raw letter")

    def __str__(self) -> str:
        return f"raw letter {self.pk}"


class HostedMailbox(models.Model):
    """How far a mailbox that somebody else hosts was read (RFC 3501, 2.3.1.1)."""

    #: SHA-256 of host, user and folder, hexadecimal
    place = models.CharField(max_length=64, unique=True)
    #: another one, and the mailbox was built anew: its UIDs mean other letters
    uid_validity = models.PositiveBigIntegerField()
    #: letters up to it lay there when we first looked; of those only the unread are taken
    first_uid = models.PositiveBigIntegerField()
    #: letters up to it were looked at
    last_uid = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("hosted mailbox")
        verbose_name_plural = _("hosted mailboxes")

    def __str__(self) -> str:
        return f"hosted mailbox {self.pk}"


class OutgoingLetter(models.Model):
    """A letter queued in the transaction of the change that caused it."""

    state = models.CharField(
        max_length=8, choices=OutgoingState.choices, default="queued", db_index=True
    )
    to_address = models.CharField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    #: the reader asked for it a moment ago, as for a code: it is neither held back nor stopped
    is_asked_for = models.BooleanField(default=False)
    #: what sort of letter, e.g. ``discussions/acknowledgement``
    kind = models.CharField(max_length=80)
    message_id = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField(db_index=True)
    #: not to be tried before; also the lease of the worker that is sending it now
    due_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    route = models.CharField(max_length=8, choices=Route.choices, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    objects = OutgoingLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("outgoing letter")
        verbose_name_plural = _("outgoing letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OutgoingState.values), name="outgoing_letter_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"outgoing letter {self.pk}"

    @property
    def is_private(self) -> bool:
        """Words of one person for another: not for the eyes of whoever looks after the mail."""
        return bool(self.headers.get("Sensitivity") == "Private")


class AddressHealth(models.Model):
    """What came back from an address: bounces add up, and from a score on no letters go there."""

    address = models.CharField(max_length=254, unique=True)
    #: points, halved for each month without a bounce
    score = models.FloatField(default=0)
    #: enhanced status code of the last bounce (RFC 3463), e.g. ``5.1.1``, or ``complaint``
    status = models.CharField(max_length=16, blank=True)
    noted_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    objects = AddressHealthQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of an address")
        verbose_name_plural = _("states of addresses")

    def __str__(self) -> str:
        return f"address {self.pk}"

    @property
    def reason(self) -> str:
        """Why letters came back, in words."""
        return str(health.reason(self.status).label)
