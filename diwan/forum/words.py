"""Choices of forums, their topics and posts, blogs and calls."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ForumKind(models.TextChoices):
    """A place for talk, or a network of people who know something about a theme (E4)."""

    FORUM = "forum", _("Forum")
    NETWORK = "network", _("Network of experts")


class Readers(models.TextChoices):
    """Who reads a forum; members of the site write where they read."""

    PUBLIC = "public", _("Everybody reads, members write")
    MEMBERS = "members", _("Members read and write")
    BODY = "body", _("Only people of the council or project read and write")


class TopicState(models.TextChoices):
    HELD = "held", _("Waits to be read")
    OPEN = "open", pgettext_lazy("a topic", "Open")
    LOCKED = "locked", pgettext_lazy("a topic", "Locked")
    HIDDEN = "hidden", pgettext_lazy("a topic", "Hidden")


class PostState(models.TextChoices):
    HELD = "held", _("Waits to be read")
    SHOWN = "shown", pgettext_lazy("a post", "Shown")
    HIDDEN = "hidden", pgettext_lazy("a post", "Hidden")
    WITHDRAWN = "withdrawn", pgettext_lazy("a post", "Taken back")


class PostChannel(models.TextChoices):
    WEB = "web", _("On this site")
    MAIL = "mail", _("By letter")


class HeldReason(models.TextChoices):
    """Why a letter waits for a keeper; empty for what was written here."""

    UNPROVEN = "unproven", _("Its sender could not be proven.")
    FORGED = "forged", _("The check of its sender failed: it may be forged.")
    SPAM = "spam", _("It looks like spam.")


class FlagOutcome(models.TextChoices):
    """What a keeper decided on a flag; empty while nobody has."""

    KEPT = "kept", _("Nothing against the rules")
    HIDDEN = "hidden", _("The post was hidden")


class EntryState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("an entry", "Draft")
    PUBLISHED = "published", pgettext_lazy("an entry", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("an entry", "Taken back")


class CallKind(models.TextChoices):
    RESEARCH = "research", _("Joint research")
    ADVICE = "advice", _("Advice")


class CallState(models.TextChoices):
    OPEN = "open", pgettext_lazy("a call", "Open")
    CLOSED = "closed", pgettext_lazy("a call", "Closed")
    HIDDEN = "hidden", pgettext_lazy("a call", "Hidden")
