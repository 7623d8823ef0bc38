"""Choices of single kinds: practices, norms, rumours, messages, campaigns, studies."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


# --- practices (J1, J11) -----------------------------------------------------------------
class PracticeType(models.TextChoices):
    """What a practice is, after the practice record of the UN Network on Migration."""

    PROJECT = "project", pgettext_lazy("type of practice", "Project or programme")
    POLICY = "policy", pgettext_lazy("type of practice", "Law, policy or procedure")
    SERVICE = "service", pgettext_lazy("type of practice", "Service")
    PARTNERSHIP = "partnership", pgettext_lazy("type of practice", "Partnership")
    TRAINING = "training", pgettext_lazy("type of practice", "Training")
    CAMPAIGN = "campaign", pgettext_lazy("type of practice", "Information or awareness")
    RESEARCH = "research", pgettext_lazy("type of practice", "Research or data")
    OTHER = "other", pgettext_lazy("type of practice", "Other")


class Scope(models.TextChoices):
    """How far a practice reaches."""

    LOCAL = "local", pgettext_lazy("scope", "Local")
    NATIONAL = "national", pgettext_lazy("scope", "National")
    REGIONAL = "regional", pgettext_lazy("scope", "Several countries")
    GLOBAL = "global", pgettext_lazy("scope", "World-wide")


class Principle(models.TextChoices):
    """The ten guiding principles of the Global Compact (A/RES/73/195, paragraph 15)."""

    PEOPLE_CENTRED = "people_centred", _("People at the centre")
    COOPERATION = "cooperation", _("International cooperation")
    SOVEREIGNTY = "sovereignty", _("National sovereignty")
    RULE_OF_LAW = "rule_of_law", _("Rule of law and due process")
    SUSTAINABLE = "sustainable_development", _("Sustainable development")
    HUMAN_RIGHTS = "human_rights", _("Human rights")
    GENDER = "gender_responsive", _("Attentive to gender")
    CHILDREN = "child_sensitive", _("Attentive to children")
    WHOLE_OF_GOVERNMENT = "whole_of_government", _("Whole of government")
    WHOLE_OF_SOCIETY = "whole_of_society", _("Whole of society")


class Evidence(models.TextChoices):
    """How well it is known that a practice works, the weakest first (J11)."""

    SAID = "said", _("Said by those who do it")
    DESCRIBED = "described", _("Documented, not measured")
    MEASURED = "measured", _("Measured before and after")
    EVALUATED = "evaluated", _("Evaluated by others")
    COMPARED = "compared", _("Compared with people it did not reach")


class Phase(models.TextChoices):
    """Where a practice or study is on a day; see ``rules.times.phase``."""

    PLANNED = "planned", pgettext_lazy("phase", "Planned")
    RUNNING = "running", pgettext_lazy("phase", "Running")
    OVER = "over", pgettext_lazy("phase", "Over")
    UNKNOWN = "unknown", pgettext_lazy("phase", "Dates not said")


# --- norms and policies (J5) -------------------------------------------------------------
class NormType(models.TextChoices):
    TREATY = "treaty", _("Treaty or convention")
    CONSTITUTION = "constitution", _("Constitution")
    LAW = "law", _("Law")
    DECREE = "decree", _("Decree")
    ORDER = "order", _("Order")
    REGULATION = "regulation", _("Regulation")
    DIRECTIVE = "directive", _("Directive")
    DECISION = "decision", _("Decision")
    CIRCULAR = "circular", _("Circular")
    RECOMMENDATION = "recommendation", _("Recommendation")
    STRATEGY = "strategy", _("Strategy")
    PROGRAMME = "programme", _("Programme")


class Standing(models.TextChoices):
    """What a norm is on a day; see ``rules.norms.standing_on``."""

    BILL = "bill", _("In preparation")
    ADOPTED = "adopted", _("Adopted, not in force yet")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("No longer in force")
    DROPPED = "dropped", _("Given up")
    UNKNOWN = "unknown", _("Not known")


class Relation(models.TextChoices):
    """What a later norm does to an earlier one."""

    AMENDED = "amended", _("Amended by")
    REPEALED = "repealed", _("Repealed by")
    REPLACED = "replaced", _("Repealed and replaced by")
    IMPLEMENTED = "implemented", _("Carried out by")


#: the same relation read from the later norm
RELATION_BACK = {
    Relation.AMENDED: _("Amends"),
    Relation.REPEALED: _("Repeals"),
    Relation.REPLACED: _("Repeals and replaces"),
    Relation.IMPLEMENTED: _("Carries out"),
}


# --- positions of countries (C12) --------------------------------------------------------
class Convergence(models.TextChoices):
    """How near the positions of several countries are; see ``rules.convergence``."""

    TOO_FEW = "too_few", _("Too few countries have said")
    AGREED = "agreed", _("All the same")
    CONVERGING = "converging", _("Drawing nearer")
    DIVERGING = "diverging", _("Drifting apart")
    NEAR = "near", _("Most are the same")
    MIXED = "mixed", _("Mixed")


# --- rumours (I7) ------------------------------------------------------------------------
class RumourState(models.TextChoices):
    HEARD = "heard", _("Heard")
    CHECKING = "checking", _("Being checked")
    ANSWERED = "answered", _("Answered")
    EVALUATED = "evaluated", _("Answer evaluated")
    DROPPED = "dropped", _("Set aside")


class Finding(models.TextChoices):
    """What the check of a rumour found."""

    FALSE = "false", _("Not true")
    PARTLY = "partly", _("Partly true")
    TRUE = "true", _("True")
    OPEN = "open", _("Nobody can tell")


class HeardIn(models.TextChoices):
    """Where a rumour goes round; never who tells it."""

    TALK = "talk", _("In conversations")
    WORK = "work", _("At work")
    SCHOOL = "school", _("At school")
    OFFICES = "offices", _("In public offices")
    SOCIAL = "social", _("In social media")
    PRESS = "press", _("In press, radio or television")
    POLITICS = "politics", _("In political speech")
    OTHER = "other", _("Elsewhere")


class Says(models.TextChoices):
    """Which way a piece of evidence points."""

    AGAINST = "against", _("Speaks against it")
    FOR = "for", _("Speaks for it")
    CONTEXT = "context", _("Explains where it comes from")


# --- messages, campaigns (I8, I4, I10) ---------------------------------------------------
class Channel(models.TextChoices):
    TALK = "talk", _("Talk, meeting")
    LEAFLET = "leaflet", _("Leaflet")
    POSTER = "poster", _("Poster")
    RADIO = "radio", _("Radio")
    TELEVISION = "television", _("Television")
    PRESS = "press", _("Press")
    WEBSITE = "website", _("Website")
    SOCIAL = "social", _("Social media")
    TEXT = "text", _("Text message")


class TriedBy(models.TextChoices):
    INTERVIEW = "interview", _("Single interviews")
    GROUP = "group", _("Group discussion")
    SURVEY = "survey", _("Survey")
    SPLIT = "split", _("Comparison of two wordings")


class Verdict(models.TextChoices):
    """What the tests of a message say; see ``rules.messages``."""

    UNTESTED = "untested", _("Not tested")
    TOO_FEW = "too_few", _("Too few were asked")
    WORKS = "works", _("Understood and believed")
    UNCLEAR = "unclear", _("Not understood by enough")
    DOUBTED = "doubted", _("Understood, but doubted")


class CampaignState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("campaign", "Planned")
    RUNNING = "running", pgettext_lazy("campaign", "Running")
    ENDED = "ended", pgettext_lazy("campaign", "Over")
    EVALUATED = "evaluated", pgettext_lazy("campaign", "Evaluated")
    CANCELLED = "cancelled", pgettext_lazy("campaign", "Given up")


# --- studies and data sets (J3, J4) ------------------------------------------------------
class StudyState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("study", "Planned")
    IN_FIELD = "in_field", pgettext_lazy("study", "In the field")
    ANALYSED = "analysed", pgettext_lazy("study", "Being analysed")
    REPORTED = "reported", pgettext_lazy("study", "Reported")
    STOPPED = "stopped", pgettext_lazy("study", "Stopped")


class Method(models.TextChoices):
    DESK = "desk", _("Desk review")
    INTERVIEW = "interview", _("Interviews")
    GROUP = "group", _("Group discussions")
    SURVEY = "survey", _("Survey")
    REGISTER = "register", _("Register data")
    OBSERVATION = "observation", _("Observation")
    EXPERIMENT = "experiment", _("Experiment")


class Records(models.TextChoices):
    """What of a study's data can be had."""

    NONE = "none", _("None")
    TABLES = "tables", _("Tables only")
    ON_REQUEST = "on_request", _("Single records, on request")
    OPEN = "open", _("Single records, open")


class Use(models.TextChoices):
    """What became of a study's findings (J4)."""

    CITED = "cited", _("Cited")
    DISCUSSED = "discussed", _("Discussed by those who decide")
    DECIDED = "decided", _("Written into a policy or norm")
    DONE = "done", _("Put into practice")
    DECLINED = "declined", _("Weighed and not followed")
