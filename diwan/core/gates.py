"""The gate by which a person's data leaves for another body or across a border (P-8).

It stays shut until a room registers the rule that may open it and the recorder that writes each
passage down. Rooms ask ``may_exchange`` to know, and call ``exchange`` to send: nothing else lets
data out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .errors import Refusal
from .registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Exchange:
    """What is to be sent about whom, to whom and what for.

    Args:
        person: whom the data are about.
        recipient: the body that would have them.
        purpose: one word of the room that registered the rule.
        data: words for the kinds of data, every one of them.
        sender: the body that sends; None: this site itself.
    """

    person: Any
    recipient: Any
    purpose: str
    data: frozenset[str]
    sender: Any = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Why the gate stays shut: a word for programs, a sentence for people that says what to do."""

    word: str
    sentence: str | _StrPromise


class ExchangeRule(Protocol):
    """Says why the gate stays shut for what is asked, or None when nothing speaks against it."""

    def __call__(self, asked: Exchange, /) -> Closed | None: ...


class Recorder(Protocol):
    """Writes down what went through, and what did not."""

    def hold(self, asked: Exchange, /) -> None:
        """Keep what the answer rests on from changing until the end of the transaction."""

    def record(self, asked: Exchange, /, *, by: Any) -> Any:
        """Write the passage down; whoever sends gets what this returns."""

    def refused(self, asked: Exchange, closed: Closed, /, *, by: Any) -> None:
        """Write down that the gate stayed shut."""


class GateClosed(Refusal):
    """The gate stayed shut; ``word`` says why."""

    def __init__(self, closed: Closed) -> None:
        super().__init__(closed.sentence)
        self.word = closed.word


exchange_rules: Registry[ExchangeRule] = Registry("rule of the exchange gate")
_recorders: list[Recorder] = []
_SHUT = Closed(
    "no_rule", _("This site sends no data about persons to other bodies. Nothing was sent.")
)


def register_exchange_rule(name: str, rule: ExchangeRule) -> None:
    exchange_rules.add(name, rule)


def register_exchange_recorder(recorder: Recorder) -> None:
    """Raises:
    ValueError: another room writes the passages down already.
    """
    if _recorders:
        raise ValueError("The exchange gate has its recorder already.")
    _recorders.append(recorder)


def why_closed(asked: Exchange) -> Closed | None:
    """The first reason against it; None when every rule agrees, and there is one."""
    if not (len(exchange_rules) and _recorders):
        return _SHUT
    found = (rule(asked) for rule in exchange_rules)
    return next((closed for closed in found if closed is not None), None)


def may_exchange(
    *, person: Any, recipient: Any, purpose: str, data: str | Iterable[str], sender: Any = None
) -> bool:
    """Whether ``data`` about ``person`` may go to ``recipient`` for ``purpose`` at this moment.

    Only asks: what it allows now, ``exchange`` may refuse a moment later.
    """
    return why_closed(_asked(person, recipient, purpose, data, sender)) is None


def exchange(
    *,
    person: Any,
    recipient: Any,
    purpose: str,
    data: str | Iterable[str],
    by: Any,
    sender: Any = None,
) -> Any:
    """Ask, and write the passage down; call it in the transaction that sends.

    Args:
        by: who sends.

    Returns:
        what the recorder made of it: a record with a reference to send along.

    Raises:
        GateClosed: a rule speaks against it; nothing may be sent.
    """
    asked = _asked(person, recipient, purpose, data, sender)
    with transaction.atomic():
        for recorder in _recorders:
            recorder.hold(asked)
        closed = why_closed(asked)
        if closed is None:
            return _recorders[0].record(asked, by=by)
    for recorder in _recorders:
        recorder.refused(asked, closed, by=by)
    raise GateClosed(closed)


def _asked(
    person: Any, recipient: Any, purpose: str, data: str | Iterable[str], sender: Any
) -> Exchange:
    kinds = frozenset([data] if isinstance(data, str) else data)
    return Exchange(person, recipient, purpose, kinds, sender)
