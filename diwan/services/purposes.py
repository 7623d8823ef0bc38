"""Why services name persons (P-1): who vouches for what, and what people keep for themselves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_ACTED = Purpose(
    _("To know who wrote or confirmed it for a body."),
    _("Legitimate interest: who acts for a body answers for it"),
    _("As long as it is kept; without the name once the account is erased."),
    _("Nobody but the person, in their own data."),
)
_ASKED = Purpose(
    _("To pass a question on to a service, and the answer back."),
    _("The wish of whoever asks, who gives no name"),
    _("Sixty days after the last word; at once when whoever asked erases it."),
    _("Those who run the service, and whoever holds the secret address."),
)
_FEEDBACK = Purpose(
    _("To correct what stands about a service."),
    _("Legitimate interest: people go by what stands there"),
    _("A year after it was settled."),
    _("Those who run the service, and stewards; who said it nobody."),
)
_OWN = Purpose(
    _("To keep track of one's own request to an office."),
    _("The wish of the person, who may erase it at any time"),
    _("Until the person or their account is erased."),
    _("Nobody but the person."),
)
_READ_IN = Purpose(
    _("To know who read a file in."),
    _("Legitimate interest: who acts for a body answers for it"),
    _("A day."),
    _("Nobody but the person."),
)

declare("services.Service", added_by=_ACTED, assurer=_ACTED)
declare("services.Feedback", said_by=_FEEDBACK, note=_FEEDBACK, settled_by=_ACTED)
declare("services.EnquiryMessage", text=_ASKED, author=_ACTED)
declare(
    "services.Request",
    **dict.fromkeys(("person", "key", "state", "ticked", "reference", "note"), _OWN),
)
declare("services.Guide", added_by=_ACTED)
declare("services.ServiceImport", made_by=_READ_IN)
not_personal(
    "services.Service",
    [
        *("slug", "hsds_id", "name", "description", "state", "side", "sensitivity", "terms"),
        *("languages", "interpretation_services", "url", "email", "application_process"),
        *("eligibility_description", "fees_description", "wait_time", "alert", "source", "folded"),
    ],
)
not_personal(
    "services.Location",
    [
        *("location_type", "name", "address", "city", "postal_code", "transportation"),
        *("accessibility", "accessibility_details", "url"),
    ],
)
not_personal("services.Schedule", ["byday", "timezone", "description"])
not_personal("services.Phone", ["number", "type", "languages", "description"])
not_personal("services.CostOption", ["option", "currency"])
not_personal("services.RequiredDocument", ["document", "url"])
not_personal("services.Feedback", ["kind", "language", "state"])
not_personal("services.Enquiry", ["digest", "language"])
not_personal(
    "services.Guide",
    ["slug", "title", "summary", "steps", "cost", "duration", "official_url", "source"],
)
not_personal("services.GuideDocument", ["name", "details"])
not_personal("services.ServiceImport", ["file_name", "told", "tables", "left"])
