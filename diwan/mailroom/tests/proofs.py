"""Domains, keys and signatures of our own making, and a name server on the loopback."""

from __future__ import annotations

import base64
import socketserver
import threading
import time
from contextlib import contextmanager
from functools import cache

import dkim
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from diwan.mailroom.trust import TemporaryError

#: a server in the world, and one that nobody named
SERVER, STRANGER = "93.184.215.14", "81.2.69.142"
BODY = b"Dear all,\r\nreturning home needs papers.\r\n"


def letter(sender=b"Amina <amina@example.org>", *headers, body=BODY):
    head = [
        b"From: " + sender,
        b"To: talk@diwan.localhost",
        b"Subject: Returning home",
        b"Date: Mon, 3 Mar 2025 10:12:00 +0100",
        b"Message-ID: <one@example.org>",
        *headers,
    ]
    return b"\r\n".join([*head, b"", body])


@cache
def key(bits=2048, number=0):
    """A private key; others by ``number``."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def private(bits=2048, number=0):
    return key(bits, number).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )


def public(bits=2048, number=0):
    shown = key(bits, number).public_key()
    data = shown.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(data)


class Zone:
    """The records that are there, in memory; ``asked`` are the questions."""

    def __init__(self):
        self.records = {}
        self.silent = set()
        self.asked = []

    def say(self, name, kind, *records):
        made = [
            each.encode() if kind == "TXT" and isinstance(each, str) else each for each in records
        ]
        self.records[name.lower(), kind] = made
        return self

    def key(self, domain, selector="one", record=None, **which):
        return self.say(f"{selector}._domainkey.{domain}", "TXT", record or public(**which))

    def policy(self, domain, record="v=DMARC1; p=reject"):
        return self.say(f"_dmarc.{domain}", "TXT", record)

    def path(self, domain, record=f"v=spf1 ip4:{SERVER} -all"):
        return self.say(domain, "TXT", record)

    def silence(self, *names):
        self.silent |= set(names)
        return self

    def ask(self, name, kind):
        self.asked.append((name, kind))
        if name in self.silent or "*" in self.silent:
            raise TemporaryError
        return self.records.get((name, kind), [])


def signed(raw, domain="example.org", *, selector="one", bits=2048, number=0, **more):
    """The letter with a signature above it."""
    made = dkim.sign(raw, selector.encode(), domain.encode(), private(bits, number), **more)
    return made + raw


def sealed(raw, domain, stated, *, selector="one"):
    """The letter as a list at ``domain`` passes it on, with what it says that it found."""
    said = b"Authentication-Results: " + stated.encode() + b"\r\n"
    lines = dkim.arc_sign(
        said + raw, selector.encode(), domain.encode(), private(), stated.split(";")[0].encode()
    )
    assert lines
    return b"".join(line if line.endswith(b"\r\n") else line + b"\r\n" for line in lines) + raw


# --- a real name server ----------------------------------------------------------------------
class _Answerer(socketserver.BaseRequestHandler):
    def handle(self):
        data, socket = self.request
        question = dns.message.from_wire(data)
        asked = question.question[0]
        name, kind = asked.name.to_text(omit_final_dot=True).lower(), asked.rdtype.name
        self.server.asked.append((name, kind))
        answer = self.server.answer(question, asked, name, kind)
        if answer is not None:
            socket.sendto(answer, self.client_address)


class NameServer(socketserver.ThreadingUDPServer):
    """Answers from a zone; ``slow``: seconds before each answer; ``mood``: what else it does."""

    daemon_threads = True

    def __init__(self, zone):
        super().__init__(("127.0.0.1", 0), _Answerer)
        self.zone, self.slow, self.mood, self.asked = zone, 0.0, "", []

    def answer(self, question, asked, name, kind):
        time.sleep(self.slow)
        if self.mood == "silent":
            return None
        if self.mood == "nonsense":
            return b"\x00" * 40
        made = dns.message.make_response(question)
        made.flags |= dns.flags.RA
        if self.mood == "broken":
            made.set_rcode(dns.rcode.SERVFAIL)
            return made.to_wire()
        self._fill(made, asked, name, kind)
        return made.to_wire(max_size=65535)

    def _fill(self, made, asked, name, kind):
        target = self.zone.records.get((name, "CNAME"))
        for _ in range(20):
            if not target:
                break
            made.answer.append(dns.rrset.from_text(asked.name, 60, "IN", "CNAME", target[0]))
            asked = dns.rrset.from_text(target[0], 60, "IN", "CNAME", "x.")
            name = target[0].rstrip(".")
            target = self.zone.records.get((name, "CNAME"))
        records = self.zone.records.get((name, kind), [])
        texts = [_quoted(each) if kind == "TXT" else each for each in records]
        if texts:
            made.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, *texts))
        elif not made.answer:
            made.set_rcode(dns.rcode.NXDOMAIN)


def _quoted(record):
    text = record.decode("latin-1")
    return " ".join(f'"{text[at : at + 250]}"' for at in range(0, len(text), 250))


@contextmanager
def name_server(zone):
    server = NameServer(zone)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
