"""Invented mails with what their writers wrote and what they quoted, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mail:
    """``own`` is what must be left, exactly; ``subject`` and ``html`` as the mail has them."""

    name: str
    body: str
    own: str
    subject: str = "Re: Returning home"
    html: bool = False


def all_mails() -> list[Mail]:
    from . import mails_ar, mails_en, mails_fr, mails_others  # noqa: PLC0415

    return [*mails_en.MAILS, *mails_fr.MAILS, *mails_ar.MAILS, *mails_others.MAILS]
