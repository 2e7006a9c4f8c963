"""The homepage on a day: frozen pages byte for byte, and what changes with time on the entry page alone."""

from __future__ import annotations

import datetime
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from closedcircuit.documents.freeze import Edition, freeze
from closedcircuit.documents.homepage import entries, since, tree
from closedcircuit.documents.published import History, load
from closedcircuit.model import Label
from closedcircuit.resources import shared
from tests.unit.documents.conftest import NOTICES, seen

FIRST, POSTED, SECOND = (datetime.date(2026, 12, 1), datetime.date(2027, 2, 20), datetime.date(2027, 3, 1))
DAY = datetime.timedelta(1)
HOSTILE = '"><script>alert(1)</script>{{7*7}}&amp;]]>'


def files(text):
    return {f"{language}/index.html": f"{text} {language}".encode() for language in ("ko", "en")}


@pytest.fixture
def history(tmp_path):
    freeze(tmp_path, Edition("1.0", FIRST, None, Label("최초 제정", "First version"), files("one")))
    freeze(tmp_path, Edition("1.1", SECOND, POSTED, Label("개정", "Revision"), files("two") | NOTICES))
    seen(tmp_path, "2027-03-01", "2027-02-20")
    one, two = load(tmp_path).versions
    # The schema lets no such reason in; the pages must not depend on that.
    return History((one, replace(two, reason=Label(HOSTILE, HOSTILE))))


@pytest.fixture
def site(load, data, history):
    return lambda day: tree(history, load(data).organization, day, [shared("templates")])


@pytest.mark.parametrize(("day", "text"), [(FIRST - DAY, b"one"), (SECOND - DAY, b"one"), (SECOND, b"two")])
def test_the_page_in_force_is_the_frozen_one(site, day, text):
    assert site(day)["ko/index.html"] == text + b" ko"
    assert site(day)["archive/2026-12-01/en/index.html"] == b"one en"


def test_a_version_is_public_from_the_day_of_its_notice(history, site):
    assert "archive/2027-03-01/index.html" not in site(POSTED - DAY)
    assert "방침이 바뀝니다" in site(POSTED)["index.html"].decode()
    assert "방침이 바뀝니다" not in site(SECOND)["index.html"].decode()
    assert [entry.state for entry in entries(history, POSTED)] == ["announced", "in-force"]
    assert [entry.state for entry in entries(history, SECOND)] == ["in-force", "past"]


def test_the_homepage_changes_on_the_days_that_the_versions_name_and_on_no_other(history, site):
    assert since(history, POSTED - DAY) == FIRST
    assert since(history, SECOND - DAY) == POSTED
    assert site(POSTED) == site(SECOND - DAY) != site(SECOND) == site(SECOND + DAY)


def test_hostile_reasons_are_only_read(site):
    found = site(SECOND)
    for language in ("ko", "en"):
        feed = ElementTree.fromstring(found[f"{language}/feed.xml"])  # noqa: S314  # written by us
        atom = "{http://www.w3.org/2005/Atom}"
        assert HOSTILE in [entry.findtext(f"{atom}summary") for entry in feed.iter(f"{atom}entry")]
    for path in ("index.html", "archive/2027-03-01/index.html"):
        assert b"<script" not in found[path]
        assert b"49" not in found[path]
