"""Reports of letters that came back, in the shapes that mail systems give them; all invented."""

from __future__ import annotations

_ORIGINAL = (
    "From: Diwan <noreply@diwan.localhost>\nTo: chloe@example.org\nSubject: New\n"
    "Message-ID: <ours@diwan.localhost>\n\nWords with 550 5.1.1 user unknown in them.\n"
)


def report(*parts: tuple[str, str], sender: str = "MAILER-DAEMON@mx.example.org") -> bytes:
    """A multipart/report of ``(content type, body)``."""
    made = "".join(f"--b\nContent-Type: {kind}\n\n{body}\n" for kind, body in parts)
    head = (
        f"From: {sender}\nTo: bounce@diwan.localhost\nSubject: Undelivered Mail\n"
        "MIME-Version: 1.0\nMessage-ID: <report@mx.example.org>\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    )
    return f"{head}{made}--b--\n".encode()


def dsn(status: str, *, action: str = "failed", diagnosis: str = "") -> bytes:
    """As RFC 3464 wants it."""
    fields = (
        f"Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; chloe@example.org\nAction: {action}\n"
    )
    fields += f"Status: {status}\n" if status else ""
    fields += f"Diagnostic-Code: {diagnosis}\n" if diagnosis else ""
    said = ("text/plain", "I could not deliver it.")
    return report(said, ("message/delivery-status", fields), ("message/rfc822", _ORIGINAL))


def plain(text: str, *, subject: str = "failure notice", **headers: str) -> bytes:
    """A letter with nothing but words, as old servers write."""
    head = {"From": "MAILER-DAEMON@old.example.org", "Subject": subject, **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in head.items()]
    return ("\n".join(lines) + f"\n\n{text}").encode()


QMAIL = plain(
    "Hi. This is the qmail-send program at old.example.org.\n"
    "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
    "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
    "<chloe@example.org>:\n"
    "Sorry, no mailbox here by that name. (#5.1.1)\n\n"
    f"--- Below this line is a copy of the message.\n\n{_ORIGINAL}",
    Return_Path="<>",
)
QMAIL_FULL = plain(
    "Hi. This is the qmail-send program at old.example.org.\n"
    "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
    "<chloe@example.org>:\nThe users mailfolder is over the allowed quota (size). (#5.2.2)\n\n"
    f"--- Below this line is a copy of the message.\n\n{_ORIGINAL}",
)
YAHOO = plain(
    "Message from yahoo.example.\n"
    "Unable to deliver message to the following address(es).\n\n"
    "<chloe@example.org>:\n"
    "This user doesn't have a yahoo.example account (chloe@example.org) [0]\n\n"
    f"--- Original message follows.\n\nReturn-Path: <x@y>\n{_ORIGINAL}",
    subject="Delivery failure",
)
GMAIL = report(
    (
        "text/plain; charset=UTF-8",
        (
            "\n** Address not found **\n\nYour message wasn't delivered to chloe@example.org because"
            " the address couldn't be found, or is unable to receive mail.\n\nThe response was:\n\n"
            "550 5.1.1 The email account that you tried to reach does not exist.\n"
        ),
    ),
    (
        "message/delivery-status",
        (
            "Reporting-MTA: dns; googlemail.example\n\nFinal-Recipient: rfc822; chloe@example.org\n"
            "Action: failed\nStatus: 5.1.1\n"
            "Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach\n"
        ),
    ),
    ("message/rfc822", _ORIGINAL),
)
EXCHANGE = plain(
    "Your message\n\n  To:      chloe@example.org\n  Subject: New\n  Sent:    Mon\n\n"
    "did not reach the following recipient(s):\n\n"
    "chloe@example.org on Mon, 3 Mar 2025 10:00:00 +0100\n"
    "    The recipient name is not recognized\n"
    "\tThe MTS-ID of the original message is: c=fr;a= ;p=ex;l=X0303\n"
    "    MSEXCH:IMS:EX:SITE:SERVER 0 (000C05A6) Unknown Recipient\n",
    subject="Undeliverable: New",
)
OFFICE = plain(
    "<html><body><p>Your message to chloe@example.org couldn't be delivered.</p>"
    "<p><b>chloe</b> wasn't found at <b>example.org</b>.</p>"
    "<p>Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by"
    " SMTP address lookup'</p></body></html>",
    subject="Undeliverable: New",
    Content_Type="text/html; charset=utf-8",
)
POSTFIX_WORDS = plain(
    "This is the mail system at host mx.example.org.\n\n"
    "<chloe@example.org>: host mx2.example.org[192.0.2.1] said: 550 Requested action not taken:\n"
    "    mailbox unavailable (in reply to RCPT TO command)\n",
    subject="Undelivered Mail Returned to Sender",
)
EXIM = plain(
    "This message was created automatically by mail delivery software.\n\n"
    "A message that you sent could not be delivered to one or more of its\n"
    "recipients. This is a permanent error. The following address(es) failed:\n\n"
    "  chloe@example.org\n    mailbox is full: retry timeout exceeded\n\n"
    f"------ This is a copy of the message, including all the headers. ------\n\n{_ORIGINAL}",
    subject="Mail delivery failed: returning message to sender",
    X_Failed_Recipients="chloe@example.org",
)
FRENCH = plain(
    "Votre message n’a pas pu être remis.\n\nchloe@example.org : utilisateur inconnu.\n",
    subject="Échec de la remise",
    Content_Type="text/plain; charset=utf-8",
)
ARABIC = plain(
    "لم يتم تسليم رسالتك.\nصندوق البريد الوارد ممتلئ.\n",
    subject="فشل التسليم",
    Content_Type="text/plain; charset=utf-8",
)
WORDLESS = plain("We are sorry.\n", subject="Returned mail: see transcript")
VACATION = plain(
    "I am away until 5.1.2026 and read no mail. In urgent cases call 550 5.\n",
    subject="Out of office",
    From="chloe@example.org",
    Auto_Submitted="auto-replied",
)


def complaint(kind: str = "abuse", message_id: str = "ours@diwan.localhost") -> bytes:
    """As RFC 5965 wants it."""
    raw = report(
        ("text/plain", "This is an email abuse report."),
        (
            "message/feedback-report",
            (
                f"Feedback-Type: {kind}\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n"
                "Original-Mail-From: <bounce@diwan.localhost>\n"
            ),
        ),
        ("message/rfc822", _ORIGINAL.replace("ours@diwan.localhost", message_id)),
        sender="feedback@provider.example",
    )
    return raw.replace(b"delivery-status;", b"feedback-report;")
