"""What a published reply is, as one digest that anybody can compute again.

``content`` is the canonical JSON of what was published: an object with keys in alphabetical
order, no blanks between them, characters as they are (RFC 8785 with strings and whole numbers
only), in UTF-8. ``content_sha256`` is the SHA-256 of these bytes, hexadecimal. Everything in it
stands in ``reply.json`` too:

- ``format``, ``slug``, ``version``, ``published_on``;
- ``statements``: ``key``, ``number``, ``kind``, ``text``, ``language``, ``question``,
  ``addressee``, ``place``, ``is_summary``, ``citations``;
- ``resources``: ``kind``, ``name``, ``url``, ``mentions``;
- ``unused``: ``contribution``, ``reason``.

Of a citation: ``contribution``, ``sha256``, ``language``, ``stance``, ``perhaps``; of a mention
the first three. Where in a contribution the words stand is no part of it: that moves when other
words of it are masked anew, and the digest of the words says which they are. Neither is the
layout, whatever its language, nor what came later: state and endorsement.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .document import Citation, Document, Resource, Statement

FORMAT = "diwan-published/1"


def content(document: Document) -> str:
    """The canonical JSON of a published reply, the same in every language of its layout.

    Raises:
        ValueError: the reply is not published.
    """
    if document.published is None:
        raise ValueError("Only a published reply has a content to be hashed.")
    made = {
        "format": FORMAT,
        "slug": document.slug,
        "version": document.version,
        "published_on": document.published.on.isoformat(),
        "statements": [_statement(each) for each in document.statements],
        "resources": [_resource(each) for each in document.resources],
        "unused": [
            {"contribution": each.contribution, "reason": each.reason} for each in document.unused
        ],
    }
    return json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_sha256(document: Document) -> str:
    return sha256(content(document).encode()).hexdigest()


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "key": statement.key,
        "number": statement.number,
        "kind": statement.kind,
        "text": statement.text,
        "language": statement.language,
        "question": statement.about,
        "addressee": statement.addressee,
        "place": statement.place,
        "is_summary": statement.is_summary,
        "citations": [
            _cited(each) | {"stance": each.stance, "perhaps": each.is_perhaps}
            for each in statement.citations
        ],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    return {
        "kind": resource.kind,
        "name": resource.name,
        "url": resource.url,
        "mentions": [_cited(each) for each in resource.mentions],
    }


def _cited(citation: Citation) -> dict[str, Any]:
    return {
        "contribution": citation.contribution,
        "sha256": citation.sha256,
        "language": citation.language,
    }
