"""What our own mail server found, and what others write in its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom.trust import hops, read_stated, statements
from diwan.mailroom.trust.sender import head_of

from .proofs import letter

OURS = "mx.diwan.example"
RECEIVED = (
    b"Received: from mail.example.org (mail.example.org [93.184.215.14])\r\n"
    b"\tby mx.diwan.example (Postfix) with ESMTPS id 4X for <talk@diwan.localhost>;\r\n"
    b"\tMon, 3 Mar 2025 10:12:00 +0100 (CET)"
)
PASSED = (
    b"Authentication-Results: mx.diwan.example;\r\n"
    b"\tdmarc=pass (p=reject) header.from=example.org; dkim=pass header.d=example.org"
)
FAILED = b"Authentication-Results: mx.diwan.example; dmarc=fail header.from=example.org"


def lines(*headers, sender=b"Amina <amina@example.org>"):
    return b"\r\n".join([*headers, letter(sender)])


def told(raw, **more):
    verdict = read_stated(raw, authserv_id=OURS, **{"servers": 1} | more)
    return verdict.trust, verdict.details["reason"]


def test_what_our_server_wrote_above_its_line_is_believed():
    verdict = read_stated(lines(PASSED, RECEIVED), authserv_id=OURS, servers=1)
    assert (verdict.trust, verdict.address) == ("pass", "amina@example.org")
    assert verdict.details == {
        "reason": "stated",
        "domain": "example.org",
        "found": OURS,
        "dkim": "pass",
        "dmarc": "pass",
    }
    assert told(lines(FAILED, RECEIVED)) == ("fail", "policy")


def test_what_stands_below_the_line_was_written_by_somebody_else():
    assert told(lines(RECEIVED, PASSED)) == ("none", "not_stated")
    assert told(lines(FAILED, RECEIVED, PASSED)) == ("fail", "policy")
    assert told(lines(PASSED)) == ("none", "not_stated")
    assert told(lines(PASSED, RECEIVED), servers=0) == ("none", "not_stated")
    assert told(lines(PASSED, RECEIVED), servers=2) == ("none", "not_stated")


def test_other_names_are_nothing():
    other = PASSED.replace(b"mx.diwan", b"mx.evil")
    assert told(lines(other, RECEIVED)) == ("none", "not_stated")
    assert told(lines(PASSED.replace(b"mx.diwan", b"MX.Diwan"), RECEIVED))[0] == "pass"
    assert (
        told(lines(PASSED.replace(b"mx.diwan.example", b"mx.diwan.example.evil.org"), RECEIVED))[0]
        == "none"
    )


def test_a_server_that_writes_below_its_line_is_believed_when_told_so():
    assert told(lines(RECEIVED, PASSED), below=True) == ("pass", "stated")
    inner = RECEIVED.replace(b"93.184.215.14", b"81.2.69.142")
    assert told(lines(RECEIVED, FAILED, PASSED), below=True) == ("fail", "policy"), "the topmost"
    assert told(lines(RECEIVED, inner, PASSED), below=True) == ("none", "not_stated")
    assert told(lines(RECEIVED, b"List-Id: x", PASSED), below=True) == ("none", "not_stated")


def test_two_headers_of_two_filters_are_read_together():
    one = b"Authentication-Results: mx.diwan.example; spf=fail smtp.mailfrom=x@list.example"
    assert told(lines(one, PASSED, RECEIVED)) == ("pass", "stated")


@pytest.mark.parametrize(
    "said",
    [
        b"dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example",
        b"dmarc=pass header.from=evil.example",
        b"dmarc=none header.from=example.org; dkim=none; spf=softfail smtp.mailfrom=example.org",
        b"none",
        b"auth=pass smtp.auth=amina@example.org",
        b'dkim=neutral reason="x; dkim=pass header.d=example.org"',
        b"dkim=neutral (dkim=pass header.d=example.org)",
        b"",
    ],
)
def test_what_says_nothing_about_the_sender_proves_nothing(said):
    header = b"Authentication-Results: mx.diwan.example; " + said
    assert told(lines(header, RECEIVED)) == ("none", "no_proof")


def test_without_a_policy_an_aligned_signature_or_way_is_enough():
    for said in (
        b"dkim=pass header.d=mail.example.org",
        b"spf=pass smtp.mailfrom=a@example.org",
        b"dkim=pass header.i=@example.org",
    ):
        header = b"Authentication-Results: mx.diwan.example; dmarc=none; " + said
        assert told(lines(header, RECEIVED)) == ("pass", "stated")


def test_two_senders_fail_whatever_was_said():
    raw = lines(PASSED, RECEIVED, sender=b"a@example.org, b@example.org")
    assert told(raw) == ("fail", "senders")


def test_comments_and_quotes_mislead_nobody():
    said = statements.read('mx.example (a (b) c); dkim=pass (x; y) header.d="a.org" ; spf = fail')
    assert said.by == "mx.example"
    assert [(each.method, each.value) for each in said.results] == [
        ("dkim", "pass"),
        ("spf", "fail"),
    ]
    assert said.results[0].domain("header.d") == "a.org"
    assert statements.read("i=2; list.example; dmarc=pass").by == "list.example"


# --- where it came from ------------------------------------------------------------------------
def came(line, count=1):
    return hops.came_from(head_of(line + b"\r\n" + letter()), count)


def test_the_line_of_our_outer_server_tells_who_brought_it():
    assert came(RECEIVED) == ("93.184.215.14", "mail.example.org")
    inner = b"Received: from mx.diwan.example (localhost [127.0.0.1]) by inner.diwan.example; x"
    assert came(inner + b"\r\n" + RECEIVED, 2) == ("93.184.215.14", "mail.example.org")
    assert came(inner) == (None, "mx.diwan.example")
    assert came(RECEIVED, 0) == (None, "")
    assert came(RECEIVED, 5) == (None, "")


def test_six_and_the_forms_of_other_servers_are_read():
    six = b"Received: from a.example (a.example [IPv6:2606:2800:21f:cb07::1]) by x; y"
    assert came(six)[0] == "2606:2800:21f:cb07::1"
    assert came(b"Received: from [93.184.215.14] (helo=a.example) by x; y")[0] == "93.184.215.14"


@pytest.mark.parametrize(
    "greeting", [b"[8.8.8.8]", b"a(x[8.8.8.8])", b"helo=[8.8.8.8]", b"[8.8.8.8]helo="]
)
def test_an_address_in_the_greeting_is_not_taken_for_the_real_one(greeting):
    line = b"Received: from " + greeting + b" (unknown [93.184.215.14]) by x; y"
    assert came(line)[0] in {None, "93.184.215.14"}


@given(st.binary(max_size=400), st.integers(0, 3), st.booleans())
def test_reading_never_raises(raw, servers, below):
    verdict = read_stated(raw, authserv_id=OURS, servers=servers, below=below)
    assert verdict.trust in {"fail", "none"}


@given(st.text(max_size=300))
def test_any_statement_can_be_read(text):
    assert isinstance(statements.read(text).by, str)
