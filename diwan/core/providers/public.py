"""The only kind of text that may leave for a provider."""

from __future__ import annotations

from typing import NoReturn, Protocol

from django.utils.translation import gettext as _

from ..errors import Refusal


class Shown(Protocol):
    """The evidence: something that knows what a stranger may read of it at this moment."""

    def words_for_strangers(self) -> str:
        """Everything that somebody without an account reads; empty when that is nothing."""
        ...


class Public:
    """A text that strangers may read, with what shows it to them; :func:`released` makes it.

    A plain ``str`` is refused wherever this is asked for, so that words which nobody has
    released yet do not leave by accident.
    """

    __slots__ = ("_shown_by", "_text")
    _shown_by: Shown
    _text: str

    def __init__(self) -> None:
        raise TypeError("released() makes a Public text, from the thing that shows it")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Public text is made anew, not kept: it may be taken back meanwhile")

    def words(self) -> str:
        """The text; asked for when it is sent, so the evidence is asked again.

        Raises:
            Refusal: it was taken back, or is not public any more.
        """
        _demand_shown(self._text, self._shown_by)
        return self._text


def words_of(text: object) -> str:
    """The words of a public text, at the moment they are sent.

    Raises:
        TypeError: it is no :class:`Public` text; a fault of the program.
        Refusal: it was taken back.
    """
    if not isinstance(text, Public):
        raise TypeError("only a Public text may be sent; released() makes one")
    return text.words()


def released(text: str, shown_by: Shown) -> Public:
    """``text``, which must stand word for word in what ``shown_by`` shows to strangers.

    Raises:
        Refusal: it does not.
    """
    _demand_shown(text, shown_by)
    public = object.__new__(Public)
    public._text, public._shown_by = text, shown_by
    return public


def _demand_shown(text: str, shown_by: Shown) -> None:
    if not text.strip() or text not in shown_by.words_for_strangers():
        raise Refusal(
            _(
                "Only what everybody may read can be sent to a machine. Release it first, or"
                " write the text yourself."
            )
        )
