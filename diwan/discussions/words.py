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


class Rhythm(models.TextChoices):
    """How often a reader of a discussion hears of what is new in it."""

    EACH = "each", _("A letter for each contribution")
    DAILY = "daily", _("Once a day, in the morning")
    WEEKLY = "weekly", _("Once a week, on Monday morning")
    NONE = "none", _("Only the messages of the facilitation team")


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
    COMMAND = "command", _("A wish to stop letters, to be erased, or for help")
    OFF_TOPIC = "off_topic", _("Outside the topic")
    RULES = "rules", _("Against the rules of the community")


class VersionKind(models.TextChoices):
    RECEIVED = "received", _("As received")
    EDITED = "edited", _("Edited by the facilitation team")
    CORRECTED = "corrected", _("Corrected by the author")
    RESTORED = "restored", _("With restored text")


class ProposalState(models.TextChoices):
    HELD = "held", _("Held for the facilitation team")
    OPEN = "open", _("Open to members’ priorities")
    PROMOTED = "promoted", _("Part of the discussion")
    DECLINED = "declined", _("Declined")


class ReportState(models.TextChoices):
    OPEN = "open", _("Waiting")
    KEPT = "kept", _("Looked at and kept")
    ACTED = "acted", _("Acted upon")


class PassageKind(models.TextChoices):
    """What a passage of a contribution is; only an answer has targets."""

    ANSWER = "answer", _("Answer")
    INTRODUCTION = "introduction", _("Introduction")
    QUESTION = "question", _("Restated question")
    OWN_QUESTION = "own_question", _("The contributor’s own question")
    GREETING = "greeting", _("Greeting")
    SIGNATURE = "signature", _("Signature")
    REFERENCE = "reference", _("Reference")
    QUOTED = "quoted", _("Quoted")


class PassageMark(models.TextChoices):
    """What a passage is good for, whatever its kind; it may have several."""

    PRACTICE = "practice", _("Practice")
    OBSTACLE = "obstacle", _("Obstacle")
    RECOMMENDATION = "recommendation", _("Recommendation")
    EVIDENCE = "evidence", _("Evidence")
    QUESTION = "question", _("Open question")
    RESOURCE = "resource", _("Related resource")


class ReplyState(models.TextChoices):
    """A draft is its team's; published ones are for all who may read the discussion."""

    MAKING = "making", _("Being drafted")
    FAILED = "failed", _("Could not be drafted")
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Facilitators’ summary")
    ENDORSED = "endorsed", _("Endorsed by the members")


class ReplyStep(models.TextChoices):
    """What is done with a reply while it is being drafted; empty while it waits its turn."""

    READING = "reading", _("Finding the passages")
    WRITING = "writing", _("Choosing the statements")
    KEEPING = "keeping", _("Checking every citation")


class StatementKind(models.TextChoices):
    POINT = "point", _("Point made")
    RECOMMENDATION = "recommendation", _("Recommendation")
    EXPERIENCE = "experience", _("Experience")


class Stance(models.TextChoices):
    """How the cited words stand to the statement."""

    SUPPORTS = "supports", _("Supports")
    DIFFERS = "differs", _("Differs")
    QUALIFIES = "qualifies", _("Qualifies")


class ResourceKind(models.TextChoices):
    DOCUMENT = "document", _("Document")
    ORGANISATION = "organisation", _("Organisation")
    INITIATIVE = "initiative", _("Initiative")
    LINK = "link", _("Link")


class UnusedReason(models.TextChoices):
    """Why a contribution that was read is not cited."""

    NO_ANSWER = "no_answer", _("It answers none of the questions.")
    SAID_BY_OTHERS = "said_by_others", _("What it says stands in the words of others.")
    TOO_SHORT = "too_short", _("It holds no whole sentence that can stand alone.")
    NO_ROOM = "no_room", _("Other answers were more central to their question.")


# --- around the reply -------------------------------------------------------------------
class RoundAudience(models.TextChoices):
    """Who may endorse."""

    CONTRIBUTORS = "contributors", _("Those who contributed")
    MEMBERS = "members", _("All members who may read the discussion")


class RoundOutcome(models.TextChoices):
    """What came of a round; empty while it runs."""

    ENDORSED = "endorsed", _("Endorsed")
    NO_QUORUM = "no_quorum", _("Too few took part")
    OBJECTED = "objected", _("Objections stand")


class Choice(models.TextChoices):
    """What a member says to a statement."""

    ENDORSE = "endorse", _("Endorse")
    OBJECT = "object", _("Object")
    ABSTAIN = "abstain", _("Abstain")


class TranslationOrigin(models.TextChoices):
    HUMAN = "human", _("Translated by a person")
    MACHINE = "machine", _("Translated by a machine")


class TranslationState(models.TextChoices):
    """How something stands in one language; computed, never stored."""

    ORIGINAL = "original", _("Original")
    HUMAN = "human", _("Translated by a person")
    MACHINE = "machine", _("Translated by a machine")
    OUT_OF_DATE = "out_of_date", _("Out of date")
    MISSING = "missing", _("Not translated")


class PostKind(models.TextChoices):
    """What the facilitation team tells everybody."""

    DIGEST = "digest", _("Digest of the week")
    FEEDBACK = "feedback", _("The facilitators’ feedback")
    CLOSING = "closing", _("Closing message")


class PostState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class ApproachState(models.TextChoices):
    """How far the team got with somebody it wants to hear."""

    PLANNED = "planned", _("To be asked")
    ASKED = "asked", _("Asked")
    DECLINED = "declined", _("Declined")


class ApproachWay(models.TextChoices):
    """How somebody was asked to contribute."""

    LETTER = "letter", _("By a letter from here")
    PHONE = "phone", _("By telephone")
    OTHER = "other", _("In another way")


class CandidateState(models.TextChoices):
    """What is to become of a resource that contributors name."""

    CANDIDATE = "candidate", _("To be looked at")
    KEPT = "kept", _("For the library")
    DROPPED = "dropped", _("Not for the library")
