"""Files of a build: the page, what refuses it, drafts, and that nothing half-written stays."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from closedcircuit.documents.build import composed, write_tree
from closedcircuit.documents.wording import wording
from closedcircuit.errors import InputError, Refusal, ToolError
from closedcircuit.resources import shared

FILES = [
    f"site/{language}/{name}"
    for language in ("en", "ko")
    for name in ("index.html", "policy.docx", "policy.json", "policy.pdf", "style.css")
]
VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """A page's elements, its text, and whether its elements nest."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.text, self._open = [], "", []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def shape(self):
        return [(tag, sorted(attrs)) for tag, attrs in self.elements]

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture
def make(load, tmp_path):
    def run(data, verdicts=(), draft=False, templates=None, out="build"):
        inventory, folders = load(data), templates or [shared("templates")]
        texts = wording(inventory, folders).texts
        files = composed(inventory, texts, verdicts, draft=draft, templates=folders)
        return write_tree(tmp_path / out / "site", files)

    return run


def pages(tmp_path):
    return {lang: Page((tmp_path / "build/site" / lang / "index.html").read_text("utf-8")) for lang in ("ko", "en")}


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_files(make, data, tmp_path):
    written = make(data)
    assert sorted(path.relative_to(tmp_path / "build").as_posix() for path in written) == FILES
    assert sorted(files(tmp_path / "build")) == FILES
    assert json.loads((tmp_path / "build/site/ko/policy.json").read_bytes())["draft"] is False


def test_the_same_input_gives_the_same_bytes(make, data, tmp_path):
    make(data, out="one")
    make(data, out="two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_page_has_eight_sections_that_its_contents_lead_to(make, data, tmp_path):
    make(data)
    for language, page in pages(tmp_path).items():
        headings = [attrs["id"] for attrs in page.all("h2")]
        assert len(headings) == 8
        links = [attrs["href"] for attrs in page.all("a")]
        assert [link for link in links if link[1:] in headings] == [f"#{name}" for name in headings]
        ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
        assert page.all("html") == [{"lang": language}]
        assert len(page.all("h1")) == 1
        assert f"../{'en' if language == 'ko' else 'ko'}/index.html" in links


def test_a_page_needs_nothing_from_elsewhere(make, data, tmp_path):
    make(data)
    for name, content in files(tmp_path / "build/site").items():
        if name.endswith((".html", ".css")):
            assert not re.search(rb"https?:|//[a-z]|url\(|@import|javascript", content), name
    for page in pages(tmp_path).values():
        for tag, attrs in page.elements:
            assert tag not in ("script", "style", "iframe", "object", "form", "base")
            assert not [key for key in attrs if key == "style" or key.startswith("on")]
            for key in ("href", "src"):
                assert re.match(r"#|\.\./|tel:|policy\.|style\.css$", attrs.get(key, "#"))
        policy = [
            attrs["content"] for attrs in page.all("meta") if attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policy) == 1
        assert policy[0].startswith("default-src 'none'; style-src 'self';")


def test_tables_can_be_read_by_ear_and_on_a_narrow_screen(make, data, tmp_path):
    make(data)
    for page in pages(tmp_path).values():
        assert len(page.all("caption")) == len(page.all("table")) == 3
        assert all(attrs.get("scope") in ("col", "row", "rowgroup") for attrs in page.all("th"))
        assert all(attrs["data-label"] for attrs in page.all("td"))


def test_a_page_says_version_and_date_at_its_head(make, data, tmp_path):
    make(data)
    for page in pages(tmp_path).values():
        order = [attrs.get("data-fact") or tag for tag, attrs in page.elements]
        assert order.index("policy.version") < order.index("policy.effective") < order.index("h2")
        assert {"datetime": "2026-12-01", "data-fact": "policy.effective"} in page.all("time")


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize(
    "value",
    ['"><script>alert(1)</script>', "{{7*7}}", "{% raw %}", "$(id)", "'; DROP TABLE", "</td>", "&lt;&", "**x**",
     "[a](javascript:alert(1))", "`x`", "# x", "</title><img src=x onerror=alert(1)>"],
)  # fmt: skip
def test_a_hostile_value_is_only_read(make, data, tmp_path, value, draft):
    make(data, draft=draft)
    shapes = {language: page.shape() for language, page in pages(tmp_path).items()}
    label = {"ko": value, "en": value}
    hub = data["sites"]["hub"]
    data["organization"]["name"] = hub["name"] = hub["address"] = label
    hub["retention_groups"]["gates"]["basis"]["reason"] = data["policy"]["ranges"]["exterior"] = label
    make(data, draft=draft)
    for language, page in pages(tmp_path).items():
        assert page.shape() == shapes[language]
        assert page.text.count(value) >= 6
        assert "49" not in page.text


def test_a_failing_fact_refuses_the_build_and_nothing_is_written(make, data, judged, tmp_path):
    with pytest.raises(Refusal) as caught:
        make(data, [judged("FAIL", "site/hub", "/site/retention"), judged("FAIL", "policy", "/policy/ground")])
    message = str(caught.value)
    assert "inventory/some.yaml:3:5: FAIL of CCTV-XXX-01 on site/hub at /site/retention" in message
    assert "sites.hub.retention" in message
    assert "policy.ground.25-1-2" in message
    assert not (tmp_path / "build").exists()


def test_a_failure_elsewhere_does_not(make, data, judged):
    assert make(data, [judged("FAIL", "camera/hub/cam-1", "/cameras/cam-1/audio")])


def test_an_error_refuses_the_build(make, data, judged):
    with pytest.raises(Refusal, match="ERROR of CCTV-XXX-01 on camera/hub/cam-1"):
        make(data, [judged("ERROR", "camera/hub/cam-1", None, None)])


def test_a_missing_fact_refuses_the_build(make, data, tmp_path):
    del data["sites"]["hub"]["retention"]
    with pytest.raises(Refusal, match=r"sites/hub/site.yaml: /site/retention is missing.*sites.hub.retention"):
        make(data)
    assert not (tmp_path / "build").exists()


def test_a_draft_is_built_in_any_case_and_says_so(make, data, judged, tmp_path):
    del data["sites"]["hub"]["retention"]
    verdicts = [judged("FAIL", "site/hub", "/site/retention"), judged("ERROR", "site/hub", None, None)]
    make(data, verdicts, draft=True)
    for (_, page), word in zip(pages(tmp_path).items(), ("초안", "DRAFT"), strict=True):
        assert page.all("body") == [{"class": "draft", "data-draft": word}]
        assert f"[{word}] " in page.text
        missing = [attrs["data-fact"] for attrs in page.all("span") if attrs.get("class") == "missing"]
        assert missing == ["sites.hub.retention"]
        assert "—" in page.text
    assert json.loads((tmp_path / "build/site/en/policy.json").read_bytes())["draft"] is True
    assert b".draft::before" in (tmp_path / "build/site/ko/style.css").read_bytes()


def test_a_page_that_is_no_draft_does_not_say_so(make, data, tmp_path):
    make(data)
    for page in pages(tmp_path).values():
        assert page.all("body") == [{}]
        assert "초안" not in page.text
        assert "DRAFT" not in page.text


def test_a_companys_own_template_goes_first(make, data, tmp_path):
    own = tmp_path / "templates"
    (own / "page").mkdir(parents=True)
    (own / "page/style.css").write_text("/* ours */\n")
    make(data, templates=[own, shared("templates")])
    assert (tmp_path / "build/site/ko/style.css").read_text() == "/* ours */\n"
    assert pages(tmp_path)["ko"].all("h2")


def test_a_fault_of_the_page_template_names_its_line(make, data, tmp_path):
    own = tmp_path / "templates"
    (own / "page").mkdir(parents=True)
    (own / "page/page.html.j2").write_text("<p>\n{{ policy.nothing }}\n")
    with pytest.raises(InputError, match=r"page.html.j2:2:1: .*nothing"):
        make(data, templates=[own, shared("templates")])
    assert not (tmp_path / "build").exists()


def test_a_template_that_is_nowhere(make, data, tmp_path):
    with pytest.raises(ToolError, match=r"no template policy/ko\.md"):
        make(data, templates=[tmp_path])


def test_a_template_that_is_not_utf_8(make, data, tmp_path):
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy/ko.md").write_bytes("# 방침".encode("euc-kr"))
    with pytest.raises(InputError, match="not UTF-8"):
        make(data, templates=[tmp_path, shared("templates")])
