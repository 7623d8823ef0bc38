"""A reply as one file, opened from a disk: readable, narrow or wide, light or dark."""

from __future__ import annotations

import pytest

from diwan.discussions.reply import rendering
from diwan.discussions.tests.invented_replies import invented_reply


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "light"), (1280, "dark")])
def test_a_reply_of_one_file_is_accessible(
    browser, assert_accessible, tmp_path, language, width, scheme
):
    file = tmp_path / "reply.html"
    file.write_text(rendering.html(invented_reply(language, is_moderated=False)), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(file.as_uri())
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("#s3 .cites a >> nth=0")
    assert page.evaluate("document.querySelector(':target + mark').innerText").startswith(
        "المرافقة"
    )
    page.close()
