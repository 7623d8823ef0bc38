"""Choices of discussions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The states of a discussion, in their order; ``extended`` is an open one with a new end."""

    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("Open")
    EXTENDED = "extended", _("Extended")
    CLOSED = "closed", _("Closed")
    CONSOLIDATED = "consolidated", _("Consolidated")
    ENDORSED = "endorsed", _("Endorsed")
    DELIVERED = "delivered", _("Delivered")
    FOLLOWED_UP = "followed_up", _("Followed up")


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members only")


class MailingMode(models.TextChoices):
    """What members get when a contribution is released."""

    EACH = "each", _("A letter for each contribution")
    DIGEST = "digest", _("A daily digest")
    NONE = "none", _("No letters")


class Channel(models.TextChoices):
    WEB = "web", _("On the web")
    MAIL = "mail", _("By mail")
    BEHALF = "behalf", _("Entered on behalf")


class BehalfSource(models.TextChoices):
    PHONE = "phone", _("A phone call")
    PAPER = "paper", _("A paper")
    WORKSHOP = "workshop", _("The result of a workshop")


class ContributionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    HELD = "held", _("Held for the facilitation team")
    RELEASED = "released", _("Released")
    RETURNED = "returned", _("Returned to the author")
    SET_ASIDE = "set_aside", _("Set aside")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SetAsideReason(models.TextChoices):
    DUPLICATE = "duplicate", _("Duplicate")
    AUTOMATIC = "automatic", _("Automatic reply")
    BOUNCE = "bounce", _("Undelivered mail report")
    LOOP = "loop", _("Mail loop")
    SPAM = "spam", _("Suspected spam")
    EMPTY = "empty", _("Nothing written")
    UNREADABLE = "unreadable", _("Unreadable")
    OFF_TOPIC = "off_topic", _("Outside the topic")
    RULES = "rules", _("Against the rules of the community")


class VersionKind(models.TextChoices):
    RECEIVED = "received", _("As received")
    EDITED = "edited", _("Edited by the facilitation team")
    CORRECTED = "corrected", _("Corrected by the author")
    RESTORED = "restored", _("With restored text")


class ProposalState(models.TextChoices):
    HELD = "held", _("Held for the facilitation team")
    PROMOTED = "promoted", _("Part of the discussion")
    DECLINED = "declined", _("Declined")


class ReportState(models.TextChoices):
    OPEN = "open", _("Waiting")
    KEPT = "kept", _("Looked at and kept")
    ACTED = "acted", _("Acted upon")
