"""Gates that stay shut until a room registers the rule that may open them."""

from __future__ import annotations

from typing import Any, Protocol


class ExchangeRule(Protocol):
    """Answers whether a person's data may go to another body or across a border (P-8)."""

    def __call__(self, *, person: Any, recipient: Any, purpose: str, data: str) -> bool: ...


_rules: list[ExchangeRule] = []


def register_exchange_rule(rule: ExchangeRule) -> None:
    _rules.append(rule)


def may_exchange(*, person: Any, recipient: Any, purpose: str, data: str) -> bool:
    """Whether ``data`` about ``person`` may go to ``recipient`` for ``purpose``.

    Denied while no rule is registered; with rules, every one of them must agree.
    """
    return bool(_rules) and all(
        rule(person=person, recipient=recipient, purpose=purpose, data=data) for rule in _rules
    )
