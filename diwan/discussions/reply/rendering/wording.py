"""The words of a reply's frame, the same in every form; call them in the layout's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ...naming import active

_COMMAS = {"ar": "، "}


def comma() -> str:
    return _COMMAS.get(active(), ", ")


def sections() -> dict[str, str]:
    """The sections of a reply in their order: id and title."""
    return {
        "query": _("The query"),
        "contributors": _("Contributors, with thanks"),
        "summary": _("Summary"),
        "answers": _("What was said, question by question"),
        "experiences": _("Experiences by country"),
        "recommendations": _("Recommendations"),
        "resources": _("Related resources"),
        "responses": _("Responses in full"),
        "limits": _("Limits of this reply"),
        "endorsement": _("Endorsement"),
        "use": _("Use made of it"),
    }


def words() -> dict[str, str]:
    return {**sections(), **_labels(), **_headings(), **_empty()}


def _labels() -> dict[str, str]:
    return {
        "reply": _("Consolidated reply"),
        "contents": _("Contents"),
        "conveners": _("Convened by"),
        "facilitators": _("Facilitated by"),
        "no": _("No."),
        "who": _("Contributor"),
        "country": _("Country"),
        "language": _("Language"),
        "date": _("Date"),
        "version": _("version"),
        "statement": _("Statement"),
        "question": _("Question"),
        "rests_on": _("Rests on"),
        "its_words": _("The words of the others"),
        "as_signed": _("as signed"),
        "to": _("To:"),
        "no_addressee": _("No addressee named"),
        "see_also": _("See also:"),
        "answer": _("The facilitation team answers:"),
        "comma": comma(),
    }


def _headings() -> dict[str, str]:
    return {
        "context": _("Context"),
        "objective": _("Objective"),
        "questions": _("The questions"),
        "whole_topic": _("On the topic as a whole"),
        "elsewhere": _("Beyond the questions of the call"),
        "unused": _("Read and not cited"),
        "set_aside": _("What was set aside"),
        "lead": _(
            "Every statement leads to the words it rests on; the responses stand in full at the "
            "end."
        ),
        "thanks": _("Thanks to all who took part."),
        "how_marked": _(
            "Each as it was released. Words that a statement rests on are marked; the number "
            "after them is that of the statement."
        ),
    }


def _empty() -> dict[str, str]:
    """What stands where there is nothing."""
    return {
        "no_questions": _("The call asked no numbered questions."),
        "no_summary": _("There is nothing to sum up yet."),
        "no_experiences": _("No experience of a country was found in the contributions."),
        "no_recommendations": _("No recommendation was found in the contributions."),
        "no_resources": _("No document, organisation, initiative or link was named."),
        "no_responses": _("No contribution was released."),
        "all_cited": _("Every contribution is cited."),
        "gone": _("Its words were taken back."),
        "none_set_aside": _("Nothing was set aside."),
        "not_endorsed": _("Not yet endorsed."),
        "take_part": _("Take part: endorse, object or abstain"),
        "no_use": _("Nothing recorded yet."),
    }
