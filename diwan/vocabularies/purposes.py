"""The vocabularies hold nothing about a person (P-1)."""

from diwan.core.purposes import not_personal

not_personal("vocabularies.Place", ["code", "kind", "names", "footnote"])
not_personal("vocabularies.Theme", ["key", "names"])
not_personal("vocabularies.Goal", ["framework", "code", "names"])
