"""A reply as JSON-LD in the words of schema.org: a Report of Claims that cite Quotations.

Of the stances, ``keywords`` of a Quotation tells the code; a Claim without text is one whose words
were taken back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document import Citation, Contributor, Document, Statement

CONTEXT = "https://schema.org"


def jsonld(document: Document, address: str = "") -> str:
    """``address``: the absolute address of this version; without it, names are relative."""
    return json.dumps(_report(document, address), ensure_ascii=False, indent=1) + "\n"


def _report(document: Document, address: str) -> dict[str, Any]:
    published = document.published
    made = {
        "@context": CONTEXT,
        "@type": "Report",
        "@id": address or f"#{document.slug}",
        "url": address,
        "name": document.title,
        "inLanguage": document.language,
        "version": document.version,
        "creativeWorkStatus": document.state,
        "dateCreated": document.made_on.isoformat(),
        "datePublished": published.on.isoformat() if published else "",
        "temporalCoverage": f"{document.opens_on.isoformat()}/{document.closes_on.isoformat()}",
        "abstract": document.objective,
        "sourceOrganization": [_named("Organization", name) for name in document.conveners],
        "editor": [_named("Person", name) for name in document.facilitators],
        "identifier": _identifier("sha256", published.sha256) if published else "",
        "about": list(_questions(document)),
        "isBasedOn": [_contribution(each, address) for each in document.contributors],
        "hasPart": [_claim(each, address) for each in document.statements],
    }
    return _told(made)


def _told(data: dict[str, Any]) -> dict[str, Any]:
    """Without what there is nothing to say of."""
    return {name: value for name, value in data.items() if value not in ("", [], None)}


def _named(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name}


def _identifier(name: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def _questions(document: Document) -> Iterator[dict[str, Any]]:
    for topic in document.topics:
        for question in topic.questions:
            yield {
                "@type": "Question",
                "@id": f"#{question.key}",
                "position": f"{topic.number}.{question.number}",
                "text": question.text,
                "inLanguage": question.language,
            }


def _contribution(contributor: Contributor, address: str) -> dict[str, Any]:
    kind = "Person" if contributor.name else "Organization"
    name = contributor.name or contributor.organisation
    return _told(
        {
            "@type": "Comment",
            "@id": f"{address}#c{contributor.contribution}",
            "position": contributor.contribution,
            "author": _named(kind, name) if name else "",
            "inLanguage": contributor.language,
            "dateCreated": contributor.day.isoformat() if contributor.day else "",
        }
    )


def _claim(statement: Statement, address: str) -> dict[str, Any]:
    return _told(
        {
            "@type": "Claim",
            "@id": f"{address}#s{statement.number}",
            "additionalType": statement.kind,
            "position": statement.number,
            "text": statement.text,
            "inLanguage": statement.language,
            "about": {"@id": f"#{statement.about}"} if statement.about else "",
            "audience": statement.addressee
            and {"@type": "Audience", "audienceType": statement.addressee},
            "spatialCoverage": statement.place and {"@type": "Country", "name": statement.place},
            "identifier": _identifier("key", statement.key) if statement.key else "",
            "citation": [_quotation(each, address) for each in statement.citations if each.words],
        }
    )


def _quotation(citation: Citation, address: str) -> dict[str, Any]:
    return {
        "@type": "Quotation",
        "text": citation.words,
        "inLanguage": citation.language,
        "keywords": citation.stance,
        "isPartOf": {"@id": f"{address}#c{citation.contribution}"},
        "identifier": _identifier("sha256", citation.sha256),
    }
