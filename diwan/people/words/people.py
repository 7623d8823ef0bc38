"""Choices of people and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    """As what somebody takes part, or what an organisation is (D19)."""

    NATIONAL_GOVERNMENT = "national_government", _("National government")
    LOCAL_AUTHORITY = "local_authority", _("Local or regional authority")
    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")
    DIASPORA_ASSOCIATION = "diaspora_association", _("Diaspora association")
    MIGRANT = "migrant", _("Migrant or returnee")
    TRADE_UNION = "trade_union", _("Trade union")
    EMPLOYERS = "employers", _("Employers’ organisation or chamber")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    RECRUITER = "recruiter", _("Recruitment agency")
    EMPLOYMENT_SERVICE = "employment_service", _("Employment service")
    FINANCIAL_INSTITUTION = "financial_institution", _("Financial institution")
    EDUCATION = "education", _("University, school or training centre")
    RESEARCH = "research", _("Research")
    MEDIA = "media", _("Media")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    OTHER = "other", _("Other")


class Gender(models.TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Another answer")


class Attribution(models.TextChoices):
    """How a person is named beside what they say (P-23)."""

    NAMED = "named", _("My name and organisation")
    ORGANISATION = "organisation", _("My organisation only")
    ANONYMOUS = "anonymous", _("Anonymous")


class Role(models.TextChoices):
    """What an administrator gives and takes; facilitators are named by their discussions."""

    ADMINISTRATOR = "administrator", _("Administrator")
    STEWARD = "steward", _("Steward of the vocabularies")


class Audience(models.TextChoices):
    """Who sees a field of a profile, the fewest first (ADR 0015)."""

    PRIVATE = "private", _("Nobody but me")
    STAFF = "staff", _("Named staff of this site")
    PARTNERS = "partners", _("Network partners")
    MEMBERS = "members", _("Members")
    PUBLIC = "public", _("Everybody")


class ProfileField(models.TextChoices):
    """What of a profile others may see, each with an audience of its own."""

    NAME = "name", _("Name")
    ORGANISATION = "organisation", _("Organisation")
    KIND = "kind", _("Takes part as")
    COUNTRIES_OF_ORIGIN = "countries_of_origin", _("Countries of origin")
    COUNTRY_OF_RESIDENCE = "country_of_residence", _("Country of residence")
    THEMES = "themes", _("Themes")
    ABOUT = "about", _("In their own words")
    EXPERTISE = "expertise", _("Field of expertise")
    INSTITUTION = "institution", _("Institution")
    LANGUAGES = "languages", _("Languages spoken")


class ConsentMethod(models.TextChoices):
    """How a consent was given (P-2); beside the spoken ones stands a witness."""

    WEB = "web", _("On this site")
    MAIL = "mail", _("By letter to this site")
    WRITTEN = "written", _("In writing, on paper")
    ORAL = "oral", _("Spoken, with a witness")
    THUMB = "thumb", _("Thumbprint, with a witness")
