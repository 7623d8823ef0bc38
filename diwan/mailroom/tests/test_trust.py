from __future__ import annotations

import base64
import time
from functools import cache

import dkim
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom.trust import verify
from diwan.mailroom.trust.resolver import Bounded
from diwan.mailroom.trust.sender import head_of, sender_of

from .proofs import SERVER, STRANGER, Zone, letter, private, public, sealed, signed


@pytest.fixture
def zone():
    """``example.org`` signs and wants all to be rejected that is not from it."""
    return Zone().key("example.org").policy("example.org").path("example.org")


def judged(raw, zone, *, peer=None, helo="mail.example.org", sender="amina@example.org", **more):
    return verify(raw, peer=peer, helo=helo, envelope_from=sender, resolver=zone, **more)


def told(raw, zone, **more):
    verdict = judged(raw, zone, **more)
    return verdict.trust, verdict.details["reason"]


# --- signatures ------------------------------------------------------------------------------
def test_a_letter_signed_by_the_domain_of_its_sender_is_proven(zone):
    verdict = judged(signed(letter()), zone)
    assert verdict.trust == "pass"
    assert verdict.address == "amina@example.org"
    assert verdict.details == {
        "reason": "signed",
        "domain": "example.org",
        "found": "own",
        "dkim": "pass",
        "recipients": "signed",
        "dmarc": "pass",
    }
    assert "amina" not in str(verdict.details)


def test_whether_the_recipients_were_signed_is_told(zone):
    def told_of(raw):
        return judged(raw, zone).details.get("recipients")

    few = [b"from", b"subject"]
    assert told_of(signed(letter())) == "signed"
    assert told_of(signed(letter(), include_headers=few)) is None
    straight = judged(signed(letter(), include_headers=few), zone, peer=SERVER)
    assert (straight.details["reason"], straight.details["dkim"]) == ("server", "pass")
    assert told_of(b"Cc: other@example.net\r\n" + signed(letter())) is None
    assert told_of(b"To: other@example.net\r\n" + signed(letter())) is None


@pytest.mark.parametrize("form", [b"simple", b"relaxed"])
def test_both_forms_of_the_body_and_the_head_are_read(zone, form):
    raw = letter(body=b"two  spaces \t \r\nand an end\r\n\r\n\r\n")
    assert told(signed(raw, canonicalize=(form, form)), zone) == ("pass", "signed")


def test_the_relaxed_form_bears_spaces_that_were_changed_on_the_way(zone):
    raw = signed(letter(body=b"two  spaces \r\n"), canonicalize=(b"relaxed", b"relaxed"))
    assert told(raw.replace(b"two  spaces \r\n", b"two spaces\r\n"), zone) == ("pass", "signed")


def test_a_letter_with_bare_line_feeds_is_read_as_well(zone):
    assert told(signed(letter()).replace(b"\r\n", b"\n"), zone) == ("pass", "signed")


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        (b"needs papers", b"needs money"),
        (b"Subject: Returning", b"Subject: Leaving"),
        (b"From: Amina <amina@", b"From: Amina <bilal@"),
    ],
)
def test_what_was_changed_after_signing_is_not_proven(zone, written, changed):
    raw = signed(letter())
    assert written in raw
    assert told(raw.replace(written, changed), zone) == ("fail", "policy")


def test_without_a_policy_a_signature_that_does_not_fit_still_tells(zone):
    del zone.records["_dmarc.example.org", "TXT"]
    assert told(signed(letter()), zone) == ("pass", "signed")
    assert told(signed(letter()).replace(b"papers", b"money"), zone) == ("fail", "broken")
    assert told(letter(), zone) == ("none", "no_proof")


def test_the_signature_of_another_domain_proves_nothing(zone):
    zone.key("evil.example").policy("evil.example")
    assert told(signed(letter(), "evil.example"), zone) == ("fail", "policy")
    assert ("one._domainkey.evil.example", "TXT") not in zone.asked


def test_of_two_signatures_one_that_fits_is_enough(zone):
    zone.key("list.example", number=1)
    raw = signed(signed(letter()), "list.example", number=1)
    assert told(raw, zone) == ("pass", "signed")
    broken = signed(letter(), selector="old", number=1)
    both = broken[: broken.index(b"From:")] + signed(letter())
    zone.key("example.org", "old")
    assert told(both, zone) == ("pass", "signed")


def test_an_edwards_signature_is_read(zone):
    nacl = pytest.importorskip("nacl.signing")
    made = nacl.SigningKey.generate()
    zone.key(
        "example.org", record=b"v=DKIM1; k=ed25519; p=" + base64.b64encode(bytes(made.verify_key))
    )
    secret = base64.b64encode(bytes(made))
    raw = letter()
    line = dkim.sign(raw, b"one", b"example.org", secret, signature_algorithm=b"ed25519-sha256")
    assert told(line + raw, zone) == ("pass", "signed")
    assert told((line + raw).replace(b"papers", b"money"), zone) == ("fail", "policy")


def test_an_expired_signature_proves_nothing(zone, monkeypatch):
    made = dkim.DKIM(letter())
    old = int(time.time()) - 30 * 86400
    monkeypatch.setattr(dkim.time, "time", lambda: old)
    line = made.sign(b"one", b"example.org", private())
    monkeypatch.undo()
    assert told(line + letter(), zone) == ("pass", "signed")
    parts = dict(made.signature_fields) | {b"x": str(old + 60).encode()}
    assert parts[b"t"]
    raw = _signed_with(letter(), b"; x=" + str(old + 60).encode())
    assert told(raw, zone) == ("fail", "policy")
    raw = _signed_with(letter(), b"; x=" + str(int(time.time()) + 86400).encode())
    assert told(raw, zone) == ("pass", "signed")


def _signed_with(raw, tags, **changes):
    """A signature with more tags than dkimpy writes."""
    original = dkim.DKIM.gen_header

    def gen_header(self, fields, *rest, **more):
        for tag in tags.split(b";")[1:]:
            name, _, value = tag.strip().partition(b"=")
            fields.insert(3, (name, value))
        return original(self, fields, *rest, **more)

    dkim.DKIM.gen_header = gen_header
    try:
        return signed(raw, **changes)
    finally:
        dkim.DKIM.gen_header = original


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"v=DKIM1; k=rsa; p=",  # withdrawn
        b"v=DKIM1; k=rsa; t=y; p=" + b"x" * 40,  # only trying
        b"v=DKIM1; k=rsa; p=notakey!!",
        b"v=DKIM9; k=rsa; p=AAAA",
        b"\xff\xfe" * 100,
        b"v=DKIM1; k=rsa; p=" + b"A" * 12_000,
    ],
)
def test_without_a_key_that_can_be_used_nothing_is_proven(zone, record):
    zone.key("example.org", record=record or b" ")
    assert told(signed(letter()), zone) == ("fail", "policy")


def test_a_key_of_a_domain_that_only_tries_proves_nothing(zone):
    zone.key("example.org", record=public().replace(b"k=rsa", b"k=rsa; t=y"))
    assert told(signed(letter()), zone) == ("fail", "policy")


def test_a_short_key_and_an_old_hash_prove_nothing(zone):
    zone.key("example.org", "short", bits=1024).key("example.org", "weak", bits=1024)
    assert told(signed(letter(), selector="short", bits=1024), zone) == ("pass", "signed")
    raw = signed(letter(), selector="weak", bits=1024, signature_algorithm=b"rsa-sha1")
    assert told(raw, zone) == ("fail", "policy")


def test_a_signature_over_a_part_of_the_body_proves_nothing(zone):
    raw = signed(letter(), length=True)
    assert told(raw + b"Send money to this account.\r\n", zone) == ("fail", "policy")
    assert told(raw, zone) == ("fail", "policy")


def test_a_second_sender_put_in_beside_the_signed_one_is_not_believed(zone):
    raw = signed(letter())
    assert told(b"From: chief@example.org\r\n" + raw, zone) == ("fail", "senders")


# --- the way ----------------------------------------------------------------------------------
def test_a_server_that_the_domain_names_proves_the_sender(zone):
    verdict = judged(letter(), zone, peer=SERVER)
    assert (verdict.trust, verdict.details["reason"]) == ("pass", "server")
    assert verdict.details["spf"] == "pass"


def test_another_server_proves_nothing_and_without_a_policy_its_refusal_counts(zone):
    assert told(letter(), zone, peer=STRANGER) == ("fail", "policy")
    del zone.records["_dmarc.example.org", "TXT"]
    assert told(letter(), zone, peer=STRANGER) == ("fail", "stranger")
    zone.path("example.org", f"v=spf1 ip4:{SERVER} ~all")
    assert told(letter(), zone, peer=STRANGER) == ("none", "no_proof")


def test_the_return_path_of_another_domain_proves_nothing(zone):
    zone.path("bulk.example")
    verdict = judged(letter(), zone, peer=SERVER, sender="x@bulk.example")
    assert (verdict.trust, verdict.details.get("spf")) == ("fail", None)


def test_a_null_return_path_is_judged_by_the_greeting(zone):
    zone.path("mail.example.org")
    assert told(letter(), zone, peer=SERVER, sender="") == ("pass", "server")
    assert told(letter(), zone, peer=SERVER, sender="", helo="[93.184.215.14]")[0] == "fail"


def test_unknown_is_not_proven(zone):
    assert told(letter(), zone, peer=None) == ("fail", "policy")


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 +all",
        "v=spf1 ip4:0.0.0.0/0 -all",
        "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1",
        "v=spf1 all",
    ],
)
def test_who_lets_everybody_in_proves_nobody(zone, record):
    del zone.records["_dmarc.example.org", "TXT"]
    zone.path("example.org", record)
    assert told(letter(), zone, peer=SERVER) == ("none", "no_proof")


def test_names_are_followed_as_the_standard_says(zone):
    zone.path("example.org", "v=spf1 include:_spf.example.net mx a:www.example.org -all")
    zone.path("_spf.example.net", "v=spf1 ip4:198.18.0.0/15 -all")
    zone.say("example.org", "MX", "10 mx.example.org.").say("mx.example.org", "A", STRANGER)
    zone.say("www.example.org", "A", SERVER)
    assert told(letter(), zone, peer=SERVER) == ("pass", "server")
    assert told(letter(), zone, peer=STRANGER) == ("pass", "server")
    zone.say("example.org", "AAAA", "2606:2800:21f:cb07::1").path("example.org", "v=spf1 a -all")
    assert told(letter(), zone, peer="2606:2800:21f:cb07::1") == ("pass", "server")
    assert told(letter(), zone, peer="::ffff:93.184.215.14")[0] == "fail"


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 " + " ".join(f"include:{n}.loop.example" for n in range(30)) + " +all",
        "v=spf1 include:example.org +all",
        "v=spf1 redirect=example.org",
        "v=spf1 " + "a:x.example " * 3000,
        "v=spf1 exists:%{i}.%{l}.%{h}.%{p}.example.org a:%{ -all",
        "v=spf1 ip4:999.1.1.1/99 ip6:zz -all",
        "v=spf1 mx:many.example ptr +all",
        "v=spf1\x00 \xff +all",
    ],
)
def test_hostile_records_end_soon_and_prove_nothing(zone, record):
    zone.say("example.org", "TXT", record.encode("latin-1"))
    for n in range(30):
        zone.path(f"{n}.loop.example", f"v=spf1 include:{(n + 1) % 30}.loop.example ?all")
    zone.say("many.example", "MX", *[f"10 m{n}.many.example" for n in range(300)])
    began = time.monotonic()
    assert told(letter(), zone, peer=SERVER)[0] == "fail"
    assert time.monotonic() - began < 1
    assert len(zone.asked) <= Bounded.MOST_QUESTIONS


# --- policies ---------------------------------------------------------------------------------
def test_a_domain_below_is_aligned_unless_the_policy_is_strict(zone):
    zone.key("mail.example.org")
    raw = signed(letter(), "mail.example.org")
    assert told(raw, zone) == ("pass", "signed")
    zone.policy("example.org", "v=DMARC1; p=reject; adkim=s; aspf=s")
    assert told(raw, zone) == ("fail", "policy")
    zone.path("bounce.example.org")
    assert told(letter(), zone, peer=SERVER, sender="b@bounce.example.org")[0] == "fail"
    zone.policy("example.org", "v=DMARC1; p=reject; adkim=s; aspf=r")
    assert told(letter(), zone, peer=SERVER, sender="b@bounce.example.org")[0] == "pass"


def test_the_policy_of_the_owner_holds_for_domains_below_it(zone):
    raw = letter(b"bilal@towns.example.org")
    assert told(raw, zone) == ("fail", "policy")
    assert told(signed(raw), zone) == ("pass", "signed")
    zone.policy("example.org", "v=DMARC1; p=reject; sp=none")
    assert told(raw, zone) == ("fail", "policy")


def test_neighbours_under_a_public_suffix_are_strangers(zone):
    zone.key("towns.co.uk").policy("villages.co.uk")
    assert told(signed(letter(b"a@villages.co.uk"), "towns.co.uk"), zone) == ("fail", "policy")
    zone.key("co.uk")
    assert told(signed(letter(b"a@villages.co.uk"), "co.uk"), zone) == ("fail", "policy")


@pytest.mark.parametrize(
    "records",
    [["v=DMARC2; p=reject"], ["p=reject"], ["v=DMARC1; p=reject"] * 2, ["x" * 9000], [" "]],
)
def test_a_policy_that_is_none_says_nothing(zone, records):
    zone.say("_dmarc.example.org", "TXT", *records)
    assert told(letter(), zone) == ("none", "no_proof")


# --- who wrote it -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "sender",
    [
        b"amina@example.org, bilal@example.org",
        b"amina@example.org <mallory@evil.example>",
        b"<amina@example.org> <mallory@evil.example>",
        b"Amina",
        b"",
        b"amina@",
        b"@example.org",
        b"Undisclosed: a@example.org, b@example.org;",
        b"amina@example.org\rX: y",
        b"amina@example.org\0",
        b"amina\\@evil.example@example.org",
    ],
)
def test_no_sender_and_more_than_one_are_refused(zone, sender):
    assert told(signed(letter(sender)), zone) == ("fail", "senders")


def test_the_name_shown_is_nothing_that_is_proven(zone):
    zone.key("evil.example").policy("evil.example")
    for name in (
        b'"amina@example.org"',
        b"=?utf-8?q?amina=40example=2Eorg_=3Camina=40example=2Eorg=3E?=",
    ):
        verdict = judged(signed(letter(name + b" <mallory@evil.example>"), "evil.example"), zone)
        assert (verdict.trust, verdict.address) == ("pass", "mallory@evil.example")
        assert verdict.details["domain"] == "evil.example"


def test_a_header_hidden_behind_a_bare_carriage_return_is_refused(zone):
    raw = signed(letter(b"Amina <amina@example.org>", b"X-Note: a\rFrom: chief@example.org"))
    assert told(raw, zone) == ("fail", "senders")


def test_letters_that_turn_into_others_when_made_small_stay_what_they_are():
    head = head_of("From: mar\u212a@example.org\r\n\r\n".encode())
    assert sender_of(head)[0] in {"", "mar\u212a@example.org"}
    assert sender_of(head_of(b"From: Amina@Example.ORG\r\n\r\n"))[0] == "amina@example.org"


def test_a_domain_in_another_alphabet_is_its_ascii_spelling(zone):
    zone.key("xn--bcher-kva.example").policy("xn--bcher-kva.example")
    for spelling in ("bücher.example", "BÜCHER.example", "xn--bcher-kva.example"):
        raw = letter(f"Ülkü <ulku@{spelling}>".encode())
        raw = signed(raw, "xn--bcher-kva.example")
        verdict = judged(raw, zone)
        assert (verdict.trust, verdict.details["domain"]) == ("pass", "xn--bcher-kva.example")


# --- seals ------------------------------------------------------------------------------------
LIST = "lists.example.net"
SEEN = f"{LIST}; dmarc=pass header.from=example.org; dkim=pass header.d=example.org"


@pytest.fixture
def passed_on(zone):
    """A letter that a mailing list changed and sealed."""
    zone.key(LIST)
    changed = signed(letter()).replace(b"papers", b"papers\r\n-- \r\nThe list of small towns")
    return sealed(changed, LIST, SEEN)


def test_the_seal_of_a_list_that_is_trusted_proves_the_sender(zone, passed_on):
    verdict = judged(passed_on, zone, sealers=[LIST])
    assert (verdict.trust, verdict.details["reason"]) == ("pass", "sealed")
    assert (verdict.details["arc"], verdict.details["sealer"]) == ("pass", LIST)


def test_the_seal_of_a_list_that_is_not_named_proves_nothing(zone, passed_on):
    assert told(passed_on, zone) == ("fail", "policy")
    assert told(passed_on, zone, sealers=["other.example.net"]) == ("fail", "policy")


def test_a_seal_that_does_not_fit_proves_nothing(zone, passed_on):
    for written, changed in (
        (b"papers", b"money"),
        (b"header.from=example.org", b"header.from=example.com"),
    ):
        assert told(passed_on.replace(written, changed, 1), zone, sealers=[LIST])[0] == "fail"
    cut = passed_on[passed_on.index(b"ARC-Message") :]
    assert told(cut, zone, sealers=[LIST]) == ("fail", "policy")


@pytest.mark.parametrize(
    "seen",
    [
        f"{LIST}; dmarc=fail header.from=example.org",
        f"{LIST}; dmarc=pass header.from=evil.example",
        f"{LIST}; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example",
        f"{LIST}; none",
        f'{LIST}; dkim=fail reason="dkim=pass header.d=example.org"',
        f"{LIST}; dkim=fail (dmarc=pass header.from=example.org; dkim=pass header.d=example.org)",
    ],
)
def test_a_seal_is_worth_what_it_says(zone, seen):
    zone.key(LIST)
    raw = sealed(letter(), LIST, seen)
    assert told(raw, zone, sealers=[LIST]) == ("fail", "policy")


def test_behind_a_seal_that_is_not_trusted_nothing_is_believed(zone, passed_on):
    zone.key("forwarder.example")
    again = sealed(passed_on, "forwarder.example", "forwarder.example; arc=pass")
    assert told(again, zone, sealers=[LIST]) == ("fail", "policy")
    assert told(again, zone, sealers=[LIST, "forwarder.example"]) == ("pass", "sealed")


# --- trouble ----------------------------------------------------------------------------------
def test_a_name_server_that_does_not_answer_is_asked_again_later(zone):
    zone.silence("*")
    verdict = judged(signed(letter()), zone)
    assert (verdict.trust, verdict.details["reason"]) == ("none", "unreachable")
    assert verdict.is_temporary


@pytest.mark.parametrize(
    "name", ["_dmarc.example.org", "one._domainkey.example.org", "example.org"]
)
def test_what_cannot_be_asked_is_not_a_failure(zone, name):
    zone.silence(name)
    raw = letter() if name == "example.org" else signed(letter())
    assert judged(raw, zone, peer=STRANGER).is_temporary


def test_a_proof_found_is_enough_even_if_another_cannot_be_asked(zone):
    zone.silence("one._domainkey.example.org")
    assert told(signed(letter()), zone, peer=SERVER) == ("pass", "server")


def test_nobody_waits_longer_than_the_bound_for_one_letter(zone):
    now = [0.0]
    asker = Bounded(zone, clock=lambda: now[0])
    assert asker.texts("example.org")
    now[0] = Bounded.MOST_SECONDS + 1
    assert asker.texts("example.org"), "what is known is not asked again"
    with pytest.raises(Exception, match="TXT"):
        asker.texts("other.example")


def test_a_megabyte_made_to_keep_us_busy_takes_no_second(zone):
    for body in (
        b" " * 1_000_000 + b"x",
        b"\t \t" * 300_000,
        b"\r\n" * 500_000,
        b"a \r\n" * 250_000,
    ):
        for form in (b"simple", b"relaxed"):
            line = dkim.sign(
                letter(body=b"x"), b"one", b"example.org", private(), canonicalize=(form, form)
            )
            began = time.monotonic()
            judged(line + letter(body=body), zone)
            assert time.monotonic() - began < 1, (body[:4], form)


def test_heads_made_to_keep_us_busy_take_no_second(zone):
    spaces = b"\r\n " * 2_500
    for header in (
        b"DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=one; h=from; bh=x; b="
        + spaces
        + b"!",
        b"DKIM-Signature: " + b"a=b;" * 1_900,
        b"ARC-Seal: i=1;" + spaces,
        b"X-Many: 1\r\n" * 15_000,
        b"From: " + b"<" * 100_000,
        b"From: " + b"(" * 100_000,
        b"From: " + b'"' * 100_001,
        b"From: " + b"a@" * 50_000,
        b"From: " + b"=?utf-8?q?" * 10_000,
    ):
        began = time.monotonic()
        judged(header.rstrip(b"\r\n") + b"\r\n" + letter(), zone, sealers=["example.org"])
        assert time.monotonic() - began < 1, header[:40]


def test_many_signatures_are_not_all_tried(zone):
    raw = letter()
    for number in range(40):
        raw = (
            b"DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s%d; h=from; bh=eA==; b=eA==\r\n"
            % number
            + raw
        )
    assert told(raw, zone) == ("fail", "policy")
    assert len(zone.asked) < 15


# --- whatever comes -----------------------------------------------------------------------------
PIECES = st.sampled_from(
    [
        b"From: a@example.org",
        b"From: =?utf-8?b?w6k=?= <a@example.org>",
        b"DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=one; h=from; bh=eA==; b=eA==",
        b"DKIM-Signature: v=1; a=ed25519-sha256; d=example.org; s=one; h=from; l=0; bh=; b=",
        b"ARC-Seal: i=1; a=rsa-sha256; cv=none; d=example.org; s=one; b=eA==",
        b"ARC-Message-Signature: i=1; a=rsa-sha256; d=example.org; s=one; h=from; bh=eA==; b=eA==",
        b"ARC-Authentication-Results: i=1; example.org; dmarc=pass header.from=example.org",
        b"Received: from x (x [1.2.3.4]) by y; z",
        b"",
    ]
)


@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(st.one_of(PIECES, st.binary(max_size=60))).map(b"\r\n".join),
    ),
    st.text(max_size=30),
    st.text(max_size=30),
    st.sampled_from([None, SERVER, "::1"]),
)
def test_verifying_never_raises(raw, helo, sender, peer):
    zone = Zone().key("example.org").path("example.org", "v=spf1 a:%{h} exists:%{l}.%{o} -all")
    verdict = judged(raw, zone, peer=peer, helo=helo, sender=sender, sealers=["example.org"])
    assert verdict.trust in {"pass", "fail", "none"}
    assert verdict.trust != "pass" or peer == SERVER


@given(st.data())
def test_a_changed_letter_never_proves_another_sender(data):
    """One byte of a signed and sealed letter becomes another: never a new sender, nor new words."""
    zone = Zone().key("example.org").policy("example.org").key(LIST)
    raw = _sealed_once()
    at = data.draw(st.integers(0, len(raw) - 1))
    changed = raw[:at] + bytes([data.draw(st.integers(0, 255))]) + raw[at + 1 :]
    verdict = judged(changed, zone, sealers=[LIST])
    if verdict.trust == "pass":
        assert verdict.address == "amina@example.org"
        words = [
            " ".join(each.split()) for each in head_of(changed).body.decode("latin-1").split("\n")
        ]
        assert [each for each in words if each] == ["Dear all,", "returning home needs papers."]


@cache
def _sealed_once():
    return sealed(signed(letter()), LIST, SEEN)
