"""Messages of the team: drafted from how the discussion stands, published, mailed, corrected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.discussions.actions import authoring, calling, moderation, posting, stopping, talk
from diwan.discussions.models import Contribution, Discussion, Follow, LettersRefused, Post
from diwan.discussions.posts.rendering import as_html
from diwan.discussions.posts.state import quiet_of, state_of
from diwan.mailroom import posting as posting_of_mail
from diwan.mailroom.models import OutgoingLetter

pytestmark = pytest.mark.django_db
LOAN = "A small loan of two hundred dinars helped most returnees of our town to open a workshop."
ARABIC = "ساعدت القروض الصغيرة العائدين على فتح ورشاتهم في البلدات الصغيرة خلال سنة واحدة."
TEXT = {"en": "Hello.", "fr": "Bonjour.", "ar": "مرحبا."}


@pytest.fixture
def spoken(say, amina, chloe, bilal):
    return [
        moderation.release(say(LOAN, by=amina, question="T1Q1"), by=bilal),
        moderation.release(say(ARABIC, by=chloe, question="T1Q1"), by=bilal),
    ]


@pytest.fixture
def digest(discussion, spoken, bilal):
    return posting.draft(discussion, "digest", by=bilal)


def url(name, discussion, *more):
    return reverse(f"discussions:{name}", args=[discussion.slug, *more])


def close(discussion, bilal):
    return calling.move(Discussion.objects.get(pk=discussion.pk), "closed", by=bilal)


# --- drafting --------------------------------------------------------------------------
def test_a_digest_says_how_the_discussion_stands_in_all_its_languages(digest, spoken):
    assert set(digest.text) == set(digest.title) == {"en", "fr", "ar"}
    english = digest.text["en"]
    assert "2 contributions have been released so far." in english
    assert "1.1 What helps a return? (2 answers)" in english
    assert "1.2 Who should help? (nobody has answered it yet)" in english
    assert f"“{LOAN}”" in english
    assert "days are left" in english
    assert LOAN in digest.text["fr"]
    assert ARABIC in digest.text["ar"]


def test_each_quotation_leads_to_exactly_its_words(client, discussion, digest):
    lines = [line for line in digest.text["en"].split("\n") if "/words/" in line]
    assert len(lines) == 2
    for line in lines:
        address = line.rsplit(" ", 1)[1]
        answer = client.get(address.partition("8000")[2])
        assert answer.status_code == 200
        assert "<mark" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "This sentence was changed since."),
        ("fr", "Cette phrase a été modifiée depuis."),
        ("ar", "عُدِّلت هذه الجملة بعد ذلك."),
    ],
)
def test_a_quotation_that_its_author_changed_says_so_and_leads_to_the_words(
    client, discussion, spoken, digest, bilal, language, note
):
    posting.publish(digest, by=bilal, seen=0)

    def _read():
        with translation.override(language):
            return client.get(url("messages", discussion)).content.decode()

    assert note not in _read()
    changed = LOAN.replace("two hundred", "three hundred")
    correction = authoring.correct(spoken[0], text=changed, by=None)
    assert note not in _read()  # it waits for the team
    moderation.merge_correction(correction, by=bilal)
    page = _read()
    assert page.count(note) == 1
    assert f"?from={spoken[0].number}#c{spoken[0].number}" in page
    more = authoring.correct(spoken[1], text=f"{ARABIC}\n\nمثال آخر.", by=None)
    moderation.merge_correction(more, by=bilal)
    assert _read().count(note) == 1  # the other sentence still stands


def test_no_draft_names_anybody(digest, amina, chloe):
    everything = " ".join([*digest.text.values(), *digest.title.values()])
    assert amina.name not in everything
    assert chloe.name not in everything


def test_small_counts_are_not_told(discussion, digest):
    """Two voices, one in each language: neither is counted alone."""
    assert "Languages:" not in digest.text["en"]
    assert "Arabic 1" not in digest.text["en"]


def test_counts_of_three_and_more_are(discussion, say, bilal):
    for number in range(4):
        moderation.release(
            say(f"{LOAN} It was {number}.", by=None, question="T1Q1", kind="research"), by=bilal
        )
    post = posting.draft(discussion, "digest", by=bilal)
    assert "Languages: English 4." in post.text["en"]
    assert "Who spoke: Research 4." in post.text["en"]


def test_who_is_missing_is_said_once_enough_have_spoken(discussion, say, bilal):
    assert quiet_of(discussion).kinds == ()
    for number in range(5):
        moderation.release(say(f"{LOAN} It was {number}.", by=None, kind="research"), by=bilal)
    quiet = quiet_of(discussion)
    assert "research" not in quiet.kinds
    assert "migrant" in quiet.kinds
    assert quiet.languages == ("fr", "ar")
    assert "little or nothing" in posting.draft(discussion, "feedback", by=bilal).text["en"]


def test_the_time_decides_what_can_be_drafted(discussion, spoken, bilal):
    with pytest.raises(Refusal, match="when the discussion is closed"):
        posting.draft(discussion, "closing", by=bilal)
    with pytest.raises(Refusal, match="kind of message"):
        posting.draft(discussion, "odd", by=bilal)
    closed = close(discussion, bilal)
    with pytest.raises(Refusal, match="that is open"):
        posting.draft(closed, "digest", by=bilal)
    text = posting.draft(closed, "closing", by=bilal).text["en"]
    assert "Thank you" in text
    assert "2 contributions" in text
    assert "one reply" in text


def test_one_draft_of_a_kind_waits_at_a_time(discussion, digest, bilal):
    with pytest.raises(Refusal, match="waits already"):
        posting.draft(discussion, "digest", by=bilal)
    posting.draft(discussion, "feedback", by=bilal)


def test_only_the_team_drafts(discussion, dele):
    with pytest.raises(PermissionDenied):
        posting.draft(discussion, "digest", by=dele)


def test_only_what_is_new_is_quoted(discussion, digest, say, bilal):
    posting.publish(digest, by=bilal, seen=0)
    Post.objects.update(made_at=clock.now())
    moderation.release(say("The town hall should open on Saturdays for those who work."), by=bilal)
    text = posting.draft(discussion, "digest", by=bilal).text["en"]
    assert "1 of them is new" in text
    assert "Saturdays" in text
    assert LOAN not in text


def test_the_state_is_found_in_as_many_queries_whatever_the_size(discussion, spoken, say, bilal):
    def _asked():
        with CaptureQueriesContext(connection) as asked:
            state_of(discussion, since=None, now=clock.now())
        return len(asked)

    for number in range(4):
        moderation.release(say(f"{LOAN} And {number}."), by=bilal)
    few = _asked()
    for number in range(4, 9):
        moderation.release(say(f"{LOAN} And {number}."), by=bilal)
    assert _asked() == few


# --- changing --------------------------------------------------------------------------
def test_two_who_change_it_at_once_lose_nothing(client, discussion, digest, bilal):
    client.force_login(bilal)
    page = url("post", discussion, digest.pk)
    posting.change(digest, by=bilal, seen=0, title=TEXT, text={"en": "Theirs."})
    data = {"title_en": "Mine", "text_en": "My words.", "seen": "0"}
    answer = client.post(page, data)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "My words." in html
    assert "Theirs." in html
    assert 'name="seen" value="1"' in html
    client.post(page, {**data, "seen": "1"})
    digest.refresh_from_db()
    assert digest.text == {"en": "My words."}


def test_a_draft_that_is_gone_is_a_conflict(digest, bilal):
    posting.drop(digest, by=bilal)
    with pytest.raises(Conflict, match="threw this draft away"):
        posting.change(digest, by=bilal, seen=0, title=TEXT, text=TEXT)


# --- publishing ------------------------------------------------------------------------
@pytest.fixture
def told(django_capture_on_commit_callbacks, bilal):
    """Publish and let the worker write; gives the letters."""

    def _told(post):
        OutgoingLetter.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            posting.publish(post, by=bilal, seen=post.revision)
        return list(OutgoingLetter.objects.order_by("to_address"))

    return _told


def test_everybody_who_takes_part_gets_it_once_in_their_language(
    discussion, digest, amina, chloe, dele, told
):
    for person in (amina, dele):
        Follow.objects.create(discussion=discussion, person=person)
    letters = told(digest)
    assert [each.to_address for each in letters] == sorted(
        person.email for person in (amina, chloe, dele)
    )
    by_address = {each.to_address: each for each in letters}
    assert by_address[amina.email].language == amina.language
    subjects = " ".join(each.subject for each in letters)
    assert not any(person.name in subjects for person in (amina, chloe, dele))
    raw = posting_of_mail.message(letters[0]).as_bytes()
    header = letters[0].headers["List-Unsubscribe"]
    stop = header.split(", ")[0].strip("<>")
    assert f"\r\nList-Unsubscribe: {header}\r\n".encode() in raw
    assert stop in letters[0].text


def test_whoever_wants_no_more_letters_gets_none(client, discussion, digest, amina, told):
    Follow.objects.create(discussion=discussion, person=amina)
    page = reverse("discussions:stop_letters", args=[stopping.token(discussion, amina.email)])
    assert amina.email not in page
    assert client.get(page).status_code == 200
    assert not LettersRefused.objects.exists()
    assert client.post(page).status_code == 200
    assert not Follow.objects.filter(person=amina).exists()
    assert amina.email not in {each.to_address for each in told(digest)}
    talk.follow(discussion, by=amina)
    assert not LettersRefused.objects.exists()


def test_a_broken_link_stops_nothing(client):
    page = reverse("discussions:stop_letters", args=["abc:def:ghi"])
    assert client.post(page).status_code == 404


def test_a_published_message_stands_on_the_page(client, discussion, digest, bilal):
    posting.publish(digest, by=bilal, seen=0)
    for name in ("detail", "messages"):
        html = client.get(url(name, discussion)).content.decode()
        assert "Digest of the week" in html
        assert LOAN in html
        assert f"<bdi>{LOAN}</bdi></a>”" in html


def test_feedback_is_named_as_such(client, discussion, spoken, bilal):
    post = posting.draft(discussion, "feedback", by=bilal)
    assert (
        "The facilitators’ feedback" not in client.get(url("detail", discussion)).content.decode()
    )
    posting.publish(post, by=bilal, seen=0)
    assert "The facilitators’ feedback" in client.get(url("detail", discussion)).content.decode()


def test_a_correction_says_when_and_writes_to_nobody(
    client, discussion, digest, bilal, django_capture_on_commit_callbacks
):
    with pytest.raises(Refusal, match="Only a published"):
        posting.correct(digest, by=bilal, seen=0, title=TEXT, text=TEXT)
    posting.publish(digest, by=bilal, seen=0)
    OutgoingLetter.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        posting.correct(digest, by=bilal, seen=1, title=TEXT, text=TEXT)
    assert not OutgoingLetter.objects.exists()
    html = client.get(url("messages", discussion)).content.decode()
    assert "corrected on" in html
    assert Entry.objects.filter(verb="correct message").count() == 1


def test_an_empty_message_is_not_published(digest, bilal):
    posting.change(digest, by=bilal, seen=0, title={}, text={})
    with pytest.raises(Refusal, match="title and a text"):
        posting.publish(digest, by=bilal, seen=1)


def test_what_is_published_is_not_thrown_away(digest, bilal):
    posting.publish(digest, by=bilal, seen=0)
    with pytest.raises(Refusal, match="correct it instead"):
        posting.drop(digest, by=bilal)
    with pytest.raises(Conflict):
        posting.publish(digest, by=bilal, seen=1)


# --- words taken back --------------------------------------------------------------------
def test_withdrawn_words_leave_messages_drafted_and_published(client, discussion, digest, bilal):
    posting.publish(digest, by=bilal, seen=0)
    again = posting.draft(discussion, "feedback", by=bilal)
    authoring.withdraw(Contribution.objects.get(number=1), by=None)
    for post in Post.objects.all():
        assert not any(LOAN in text for text in post.text.values())
        assert any(ARABIC in text for text in post.text.values())
    assert "taken back by their author" in Post.objects.get(pk=again.pk).text["en"]


def test_a_name_goes_from_messages_when_its_bearer_wants_no_name(digest, bilal, amina):
    contribution = Contribution.objects.get(number=1)
    Contribution.objects.update(author_name="Amina Haddad")
    posting.change(digest, by=bilal, seen=0, title=TEXT, text={"en": "Amina Haddad said so."})
    authoring.attribute(contribution, attribution="anonymous", by=amina)
    assert Post.objects.get().text == {"en": "[name] said so."}


# --- the clock ---------------------------------------------------------------------------
@pytest.fixture
def a_week_ago(discussion, spoken):
    Discussion.objects.update(opened_at=clock.now() - timedelta(days=8))


def test_a_digest_is_offered_once_a_week(a_week_ago):
    now = clock.now()
    assert posting.offer(now) == 1
    assert posting.offer(now) == 0
    assert posting.waiting([Post.objects.get().discussion_id]) == {
        Post.objects.get().discussion_id: 1
    }
    assert not OutgoingLetter.objects.filter(kind="discussions/post").exists()


def test_a_draft_that_nobody_touched_gives_way_and_one_that_was_stays(a_week_ago, bilal):
    now = clock.now()
    posting.offer(now)
    first = Post.objects.get()
    assert posting.offer(now + timedelta(days=8)) == 1
    second = Post.objects.get()
    assert second.pk != first.pk
    posting.change(second, by=bilal, seen=0, title=TEXT, text=TEXT)
    assert posting.offer(now + timedelta(days=30)) == 0


def test_nothing_new_means_no_digest(a_week_ago, bilal):
    posting.offer(clock.now())
    posting.publish(Post.objects.get(), by=bilal, seen=0)
    assert posting.offer(clock.now() + timedelta(days=8)) == 0


def test_a_closing_message_is_offered_at_the_end(discussion, spoken, bilal):
    close(discussion, bilal)
    assert posting.offer(clock.now()) == 1
    assert posting.offer(clock.now()) == 0
    assert Post.objects.get().kind == "closing"


def test_the_desk_tells_what_waits(client, digest, bilal):
    client.force_login(bilal)
    html = client.get(reverse("portal:desk")).content.decode()
    assert "Messages to look at" in html


# --- pages -------------------------------------------------------------------------------
def test_from_the_button_to_the_letters(client, discussion, spoken, bilal):
    client.force_login(bilal)
    answer = client.post(url("posts", discussion), {"kind": "digest"}, follow=True)
    assert LOAN in answer.content.decode()
    post = Post.objects.get()
    data = {
        "title_en": "A title",
        "title_ar": "عنوان",
        "text_en": "Words.",
        "text_ar": "كلمات.",
        "seen": "0",
    }
    answer = client.post(url("post", discussion, post.pk), data, follow=True)
    html = answer.content.decode()
    assert "This is how it will look" in html
    assert "There is no text in this language: French." in html
    assert 'lang="ar" dir="rtl"' in html
    client.post(url("publish_post", discussion, post.pk), {"seen": "1"})
    post.refresh_from_db()
    assert post.state == "published"
    answer = client.post(url("publish_post", discussion, post.pk), {"seen": "1"})
    assert answer.status_code == 404


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_pages_in_each_language(client, discussion, digest, bilal, language):
    client.force_login(bilal)
    with translation.override(language):
        for name, more in (("posts", []), ("post", [digest.pk]), ("publish_post", [digest.pk])):
            assert client.get(url(name, discussion, *more)).status_code == 200


def test_the_announcement_asks_as_often_with_many_messages(client, discussion, spoken, bilal):
    def _asked():
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(url("detail", discussion))
        return len(asked)

    posting.publish(posting.draft(discussion, "digest", by=bilal), by=bilal, seen=0)
    _asked()
    few = _asked()
    posting.publish(posting.draft(discussion, "feedback", by=bilal), by=bilal, seen=0)
    assert _asked() == few


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>two</p>\n<p>three</p>"),
        ("– a\n- b", '<ul><li dir="auto">a</li><li dir="auto">b</li></ul>'),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"),
        ("", ""),
        ("“a<b”", "<p>“a&lt;b”</p>"),
    ],
)
def test_plain_text_becomes_harmless_html(text, html):
    assert as_html(text) == html


def test_only_our_own_path_is_taken_from_the_address_of_words():
    html = as_html("see https://evil.example/x/contributions/3/words/1/0-9/")
    assert 'href="/x/contributions/3/words/1/0-9/"' in html
    assert "evil" not in html
