"""Letters of members, proven and not: whose contribution they become, and what the team sees."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from diwan.discussions.models import Contribution
from diwan.mailroom import trust
from diwan.mailroom.actions import proving
from diwan.mailroom.models import Letter, OutgoingLetter
from diwan.people.words import Attribution

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(monkeypatch, settings):
    """Say what is found out about the next letters."""
    settings.DIWAN_MAIL_VERIFY = "own"
    verdicts = []

    def say(value, reason="signed", address="amina@example.org", recipients="signed"):
        details = {"reason": reason, "recipients": recipients, "dkim": "pass"}
        verdicts[:] = [trust.Verdict(value, details, address)]

    monkeypatch.setattr(proving, "verdict_of", lambda _letter, _raw: verdicts[0])
    say("pass")
    return say


@pytest.fixture
def member(amina):
    EmailAddress.objects.get_or_create(
        user=amina, email="amina@example.org", defaults={"verified": True, "primary": True}
    )
    EmailAddress.objects.filter(user=amina).update(verified=True)
    return amina


FROM = {"From": "Amina on the road <Amina@Example.org>"}


def test_a_proven_letter_belongs_to_the_member_and_is_named_as_they_chose(found, post, member):
    type(member).objects.filter(pk=member.pk).update(attribution=Attribution.NAMED, name="Amina T.")
    contribution = post("One desk for papers.", **FROM)
    assert contribution.state == "held"
    assert contribution.author == member
    assert contribution.is_verified
    assert (contribution.attribution, contribution.author_name) == ("named", "Amina T.")
    assert contribution.author_email == ""
    assert list(Contribution.objects.by_author(member)) == [contribution]
    answer = OutgoingLetter.objects.get()
    assert answer.to_address == member.email
    assert "stands in your account" in answer.text
    assert "as you chose in your profile" in answer.text


def test_who_wants_no_name_gets_none_and_the_name_in_the_letter_is_hidden(found, post, member):
    type(member).objects.filter(pk=member.pk).update(
        attribution=Attribution.ANONYMOUS, name="A. T."
    )
    contribution = post(
        "One desk.\n\nSo says Amina Trabelsi, dear all.", From="Amina Trabelsi <amina@example.org>"
    )
    assert (contribution.author, contribution.attribution) == (member, "anonymous")
    assert "Trabelsi" not in contribution.versions.get().masked


@pytest.mark.parametrize(
    ("value", "reason"), [("fail", "policy"), ("none", "no_proof"), ("none", "unreachable")]
)
def test_what_is_not_proven_is_nobodys_and_held(found, post, member, value, reason):
    found(value, reason)
    contribution = post("It was me.", **FROM)
    assert (contribution.state, contribution.author) == ("held", None)
    assert not contribution.is_verified
    assert contribution.author_email == "amina@example.org"
    assert list(Contribution.objects.claimable_by(member)) == [contribution]


def test_unknown_is_not_proven(post, member):
    contribution = post("It was me.", **FROM)
    assert contribution.letter.trust == ""
    assert contribution.author is None


def test_only_an_address_that_the_member_confirmed_counts(found, post, member):
    EmailAddress.objects.filter(user=member).update(verified=False)
    assert post("It was me.", **FROM).author is None
    EmailAddress.objects.filter(user=member).update(verified=True)
    for other in ("amina+x@example.org", "amina@mail.example.org", "xamina@example.org"):
        found("pass", address=other)
        assert post(f"I am {other}.", From=other, Message_ID=f"<{other}>").author is None


def test_an_address_that_only_looks_the_same_counts_for_nothing(found, post, member):
    found("pass", address="am\u0131na@example.org")
    contribution = post("It was me.", From="am\u0131na@example.org")
    assert contribution.author is None


def test_proven_is_the_address_that_was_looked_at_and_no_other(found, post, member):
    found("pass", address="mallory@example.org")
    contribution = post("It was me.", **FROM)
    assert contribution.author is None
    assert contribution.letter.trust == "none"
    assert contribution.letter.trust_details["reason"] == "mistakable"


def test_a_letter_to_somebody_else_that_is_handed_on_is_not_tied(found, post, member):
    words = "What I told you between the two of us."
    assert post(words, To="friend@example.net", **FROM).author is None
    both = f"friend@example.net, Small towns <{post(words, **FROM).letter.recipient}>"
    assert post("For all to hear.", To="friend@example.net", Cc=both, **FROM).author == member


def test_where_anybody_could_have_changed_whom_it_is_to_nothing_is_tied(found, post, member):
    found("pass", recipients="")
    assert post("It was me.", **FROM).author is None
    found("pass", "server", recipients="")
    assert post("It was me, by my server.", **FROM).author == member


@pytest.mark.parametrize("change", [{"is_active": False}])
def test_who_may_not_sign_in_gets_nothing_tied(found, post, member, change):
    type(member).objects.filter(pk=member.pk).update(**change)
    assert post("It was me.", **FROM).author is None


def test_automatic_replies_and_repeated_letters_are_tied_to_nobody(found, post, member):
    first = post("I am out of the office.", Auto_Submitted="auto-replied", **FROM)
    assert (first.state, first.author) == ("set_aside", None)
    words = " ".join(f"word{n}" for n in range(30))
    assert post(words, Message_ID="<a@x>", **FROM).author == member
    again = post(words, Message_ID="<a@x>", Subject="Once more", **FROM)
    assert (again.state, again.author) == ("set_aside", None)


# --- what the team sees ------------------------------------------------------------------------
def _queue(contribution):
    return reverse("discussions:queue", args=[contribution.discussion.slug])


def test_the_queue_says_that_a_sender_is_not_proven_and_why(client, found, post, bilal):
    found("fail", "policy")
    contribution = post("Send the money here.")
    client.force_login(bilal)
    page = client.get(_queue(contribution)).content.decode()
    assert "Sender not proven." in page
    assert "says how its letters are proven, and this one is not" in page
    assert "Not released in bulk" in page
    item = client.get(
        reverse("discussions:item", args=[contribution.discussion.slug, contribution.pk])
    )
    assert "ask the person in another way" in item.content.decode()
    assert "dkim=pass" in item.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Expéditeur non vérifié."), ("ar", "المرسل غير موثّق.")]
)
def test_the_queue_says_it_in_the_readers_language(client, found, post, bilal, language, words):
    found("none", "no_proof")
    contribution = post("One desk.")
    client.force_login(bilal)
    page = client.get(f"/{language}{_queue(contribution)}").content.decode()
    assert words in page
    assert "The letter carries nothing" not in page


def test_a_letter_that_failed_is_never_released_in_bulk(client, found, post, bilal):
    found("fail", "stranger")
    forged = post("Send the money here.", Message_ID="<1@x>")
    found("none", "no_proof")
    plain = post("One desk for papers.", Message_ID="<2@x>")
    client.force_login(bilal)
    chosen = [f"{each.pk}:{each.revision}" for each in (forged, plain)]
    client.post(_queue(forged), {"chosen": chosen, "act": "release"})
    states = dict(Contribution.objects.values_list("pk", "state"))
    assert states == {forged.pk: "held", plain.pk: "released"}
    url = reverse("discussions:release", args=[forged.discussion.slug, forged.pk])
    client.post(url, {"revision": forged.revision})
    forged.refresh_from_db()
    assert forged.state == "released", "one by one it can be"


def test_a_proven_sender_is_told_as_confirmed(client, found, post, bilal):
    contribution = post("One desk.", **FROM)
    client.force_login(bilal)
    page = client.get(_queue(contribution)).content.decode()
    assert "Sender not proven" not in page
    assert "address not confirmed" not in page
    assert Letter.objects.get().trust == "pass"
