"""Letters as bytes, built by hand where programs would build them too well."""

from __future__ import annotations

from email.message import EmailMessage


def simple(body: bytes = b"Hello all", *headers: bytes) -> bytes:
    """A letter with the usual headers, more of them, and a body as it is."""
    head = [
        b"From: Amina <amina@example.org>",
        b"To: talk@diwan.localhost",
        b"Subject: Returning home",
        b"Date: Mon, 3 Mar 2025 10:12:00 +0100",
        b"Message-ID: <one@example.org>",
        *headers,
    ]
    return b"\r\n".join([*head, b"", body])


def made(text: str = "", html: str = "", **headers: str) -> EmailMessage:
    """A letter as a good program makes it."""
    message = EmailMessage()
    defaults = {
        "From": "Amina <amina@example.org>",
        "To": "talk@diwan.localhost",
        "Subject": "Returning home",
        "Date": "Mon, 03 Mar 2025 10:12:00 +0100",
        "Message-ID": "<one@example.org>",
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in ({k: v for k, v in defaults.items() if k not in given} | given).items():
        message[name] = value
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message
