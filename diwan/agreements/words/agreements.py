"""Choices of agreements between territories, authorities and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

TOO_FAR = _("Give a day before the year 2101.")


class AgreementKind(models.TextChoices):
    MOBILITY_PARTNERSHIP = "mobility_partnership", _("Mobility Partnership")
    BILATERAL_AGREEMENT = "bilateral_agreement", _("Bilateral agreement")
    LABOUR_AGREEMENT = "labour_agreement", _("Labour mobility agreement")
    EMPLOYMENT_SERVICE_ACCORD = "employment_service_accord", _("Accord of employment services")
    TERRITORIAL_ACCORD = "territorial_accord", _("Territory-to-territory accord")
    CO_DEVELOPMENT = "co_development", _("Decentralised co-development accord")
    TWINNING = "twinning", _("Twinning")
    CONSORTIUM = "consortium", _("Consortium")
    CONVENTION = "convention", _("Region-to-region convention")
    AGENCY = "agency", _("Agency with antennas")
    NETWORK = "network", _("Network")


class AgreementState(models.TextChoices):
    """Where an agreement is on its way."""

    DRAFT = "draft", _("Being drafted")
    PROPOSED = "proposed", _("Before the parties to sign")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")
    ABANDONED = "abandoned", _("Abandoned before it was signed")


class Side(models.TextChoices):
    ORIGIN = "origin", _("Side of origin")
    DESTINATION = "destination", _("Side of destination")
    COMMON = "common", _("Both sides")


class Level(models.TextChoices):
    INTERNATIONAL = "international", _("International")
    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    LOCAL = "local", _("Local")


class Part(models.TextChoices):
    """A part of an agreement; each kind asks for some and offers others."""

    PARTIES = "parties", _("two parties or more")
    TWO_SIDES = "two_sides", _("a party on each side")
    PRIORITIES = "priorities", _("priorities")
    MEASURES = "measures", _("measures")
    ROLES = "roles", _("the role of each party")
    GOVERNANCE = "governance", _("a committee with seats")
    RECOGNITION = "recognition", _("recognition by the states")
    SAFEGUARDS = "safeguards", _("the checklist of safeguards")
    RESOURCES = "resources", _("pooled resources and contributions")
    EXIT_PLAN = "exit_plan", _("an exit and takeover plan")
    DATA_SHARING = "data_sharing", _("what data is shared")
    DIALOGUE = "dialogue", _("a dialogue with rounds")
    BRANCHES = "branches", _("antennas")


class MilestoneKind(models.TextChoices):
    NEGOTIATED = "negotiated", _("Negotiations began")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("Entered into force")
    REVIEWED = "reviewed", _("Reviewed")
    RENEWED = "renewed", _("Renewed")
    EXPIRES = "expires", _("Runs until")
    ENDED = "ended", _("Ended")


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class OrganKind(models.TextChoices):
    COMMITTEE = "committee", _("Joint committee")
    STEERING = "steering", _("Steering committee")
    SECRETARIAT = "secretariat", _("Secretariat")
    WORKING_GROUP = "working_group", _("Working group")


class ResourceKind(models.TextChoices):
    MONEY = "money", _("Money")
    STAFF = "staff", _("Staff time")
    LAND = "land", _("Land or premises")
    EQUIPMENT = "equipment", _("Equipment")
    KNOWLEDGE = "knowledge", _("Knowledge and training")
    OTHER = "other", _("Something else")


class ResourceState(models.TextChoices):
    PLEDGED = "pledged", _("Pledged")
    RECEIVED = "received", _("Received")
    WITHDRAWN = "withdrawn", _("Taken back")


class SafeguardAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    OPEN = "open", _("Not looked at yet")


class SafeguardKey(models.TextChoices):
    """The checklist of a labour agreement (D5)."""

    FAIR_RECRUITMENT = "fair_recruitment", _("Workers pay no recruitment fee")
    WRITTEN_CONTRACT = "written_contract", _("A written contract in a language the worker reads")
    EQUAL_TREATMENT = "equal_treatment", _("Equal pay and conditions with nationals")
    CHANGE_OF_EMPLOYER = "change_of_employer", _("A worker may change the employer")
    SOCIAL_SECURITY = "social_security", _("Social security rights can be carried home")
    SKILLS = "skills", _("Skills and qualifications are recognised")
    COMPLAINT = "complaint", _("A complaint can be made without fear of losing the permit")
    DOCUMENTS = "documents", _("Nobody keeps a worker’s passport")
    HOUSING = "housing", _("Decent housing where it is provided")
    RETURN = "return", _("Return and reintegration are prepared, and free")
    FAMILY = "family", _("Family visits and family reunion are said")
    GENDER = "gender", _("Women’s situation is looked at by itself")
