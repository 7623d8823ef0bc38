"""The rows that single kinds are made of: one form a section, one view for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from .. import models
from ..forms.kinds import parts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Section:
    """``path`` leads from a row to its item; ``kinds`` are those that have such rows."""

    model: Any
    form: type[parts.PartForm]
    title: StrPromise
    kinds: tuple[str, ...]
    path: str = "item"


_NORMS = ("norm", "policy")
_MESSAGES = ("communication", "campaign")
SECTIONS = {
    "texts": Section(models.NormText, parts.TextForm, _("A text"), _NORMS),
    "links": Section(models.NormLink, parts.LinkForm, _("What became of it"), _NORMS),
    "evidence": Section(
        models.RumourEvidence, parts.EvidenceForm, _("A piece of evidence"), ("rumour",)
    ),
    "trainings": Section(models.AgentTraining, parts.TrainingForm, _("A training"), ("rumour",)),
    "messages": Section(models.Message, parts.MessageForm, _("A message"), _MESSAGES),
    "tests": Section(
        models.MessageTest, parts.TestedForm, _("A test of a message"), _MESSAGES, "message__item"
    ),
    "reach": Section(models.Reach, parts.ReachForm, _("What was reached"), ("campaign",)),
    "uptake": Section(
        models.Uptake, parts.UptakeForm, _("A use of the findings"), ("study", "dataset")
    ),
}
