"""Fields of single kinds: works, norms, rumours and campaigns are no persons (P-1).

Rumours say where they go round, never who tells them; of agents and of people asked or reached
there are only numbers.
"""

from __future__ import annotations

from diwan.core.purposes import not_personal

not_personal(
    "library.Practice",
    [
        *("type", "scope", "starts", "ends", "principles", "results", "lessons"),
        *("evidence", "evidence_source", "currency"),
    ],
)
not_personal("library.Norm", ["type", "number", "dated", "from_on", "to_on", "dropped"])
not_personal("library.NormLink", ["relation", "name", "since", "note"])
not_personal("library.NormText", ["since", "text", "source"])
not_personal("library.PolicyTopic", ["slug", "title", "question", "common", "common_source"])
not_personal("library.PolicyOption", ["key", "label"])
not_personal("library.Position", ["note", "source"])
not_personal("library.Rumour", ["state", "heard_in", "finding", "answer", "evaluation"])
not_personal("library.RumourEvidence", ["says", "text", "source"])
not_personal("library.Message", ["channel", "text", "audience", "picture_says"])
not_personal("library.MessageTest", ["method", "finding"])
not_personal("library.Campaign", ["state", "audience", "evaluation"])
not_personal("library.Reach", ["channel", "source"])
not_personal(
    "library.Study",
    [
        *("state", "methods", "instrument", "population", "field_from", "field_to"),
        *("finding", "limits", "records"),
    ],
)
not_personal("library.Uptake", ["use", "used_on", "body", "text", "source"])
