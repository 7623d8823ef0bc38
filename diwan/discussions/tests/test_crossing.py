"""Where one contribution names another by its number."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.discussions.actions import authoring, crossing, moderation
from diwan.discussions.models import CrossReference, Version

pytestmark = pytest.mark.django_db
FIRST = "A loan of two hundred dinars helped the returnees of our town."
NAMING = "As contribution no. 1 says, loans help; contribution no. 9 does not exist."


@pytest.fixture
def released(say, bilal):
    """``released("words")``: said by nobody in particular, released by Bilal."""

    def _released(words):
        return moderation.release(say(words), by=bilal)

    return _released


def page(client, discussion):
    return client.get(reverse("discussions:contributions", args=[discussion.slug])).content.decode()


def test_a_number_becomes_a_link_to_a_released_contribution_only(client, discussion, released):
    first, naming = released(FIRST), released(NAMING)
    row = CrossReference.objects.get()
    assert (row.version.contribution, row.to) == (naming, first)
    assert row.version.masked[row.start : row.end] == "contribution no. 1"
    html = page(client, discussion)
    assert '<a class="crossing" href="?from=1#c1">contribution no. 1</a>' in html
    assert "no. 9</a>" not in html


def test_the_contribution_named_says_where(client, discussion, released):
    released(FIRST)
    naming = released(NAMING)
    html = page(client, discussion)
    assert "Named in contribution" in html
    assert f'href="?from={naming.number}#c{naming.number}"' in html


def test_on_one_page_the_links_stay_on_it(client, discussion, released):
    released(FIRST)
    released(NAMING)
    html = client.get(reverse("discussions:complete", args=[discussion.slug])).content.decode()
    assert '<a class="crossing" href="#c1">' in html


def test_running_it_again_changes_nothing(discussion, released):
    released(FIRST)
    released(NAMING)
    before = list(CrossReference.objects.values_list())
    crossing.cross_all(discussion)
    assert list(CrossReference.objects.values_list()) == before


def test_a_target_released_later_is_linked_then(discussion, released):
    naming = released("Contribution no. 2 will tell of the harbour and of its boats.")
    assert not CrossReference.objects.exists()
    second = released(FIRST)
    assert CrossReference.objects.get().to == second
    version = Version.objects.get(contribution=naming, is_released=True)
    assert '<a class="crossing" href="#c2">' in version.pieces[0]["html"]


def test_arabic_digits_are_followed_too(say, discussion, released):
    first = released(FIRST)
    released("كما جاء في المساهمة رقم ١ فإن القروض الصغيرة تساعد العائدين على فتح ورشاتهم.")
    assert CrossReference.objects.get().to == first


def test_a_withdrawn_target_keeps_its_link_to_the_notice(client, discussion, released):
    first = released(FIRST)
    released(NAMING)
    authoring.withdraw(first, by=None)
    assert CrossReference.objects.get().to == first
    assert '<a class="crossing" href="?from=1#c1">' in page(client, discussion)


def test_withdrawn_words_name_nobody(released):
    released(FIRST)
    naming = released(NAMING)
    authoring.withdraw(naming, by=None)
    assert not CrossReference.objects.exists()


def test_what_is_set_aside_is_no_target_any_more(client, discussion, released, bilal):
    first = released(FIRST)
    released(NAMING)
    moderation.set_aside(first, by=bilal, reason="off_topic", note="no")
    assert not CrossReference.objects.exists()
    assert "crossing" not in page(client, discussion)


def test_a_new_version_brings_its_own_references(released, bilal):
    released(FIRST)
    naming = released(NAMING)
    version = authoring.correct(naming, text="I take that back, it was not said there.", by=None)
    moderation.merge_correction(version, by=bilal)
    assert not CrossReference.objects.exists()


def test_markup_in_the_words_around_stays_harmless(client, discussion, released):
    released(FIRST)
    released("<b>Look</b> at contribution no. 1 <script>alert(1)</script> and decide for yourself.")
    html = page(client, discussion)
    assert "<script>alert(1)</script>" not in html
    assert "&lt;b&gt;Look" in html


def test_the_page_asks_as_often_with_many_references(client, discussion, released):
    def _asked():
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            page(client, discussion)
        return len(asked)

    released(FIRST)
    released(NAMING)
    _asked()
    few = _asked()
    for number in range(6):
        released(f"As contribution no. 1 said, and contribution {number}, loans help a lot here.")
    assert _asked() == few
