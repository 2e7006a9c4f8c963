"""Legal's desk, as its commands are used: a revision from its reason to its effect, and everything that bars it."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from closedcircuit import evidence, inventory, yamlfile
from closedcircuit.cli import main
from closedcircuit.documents import live
from closedcircuit.documents.desk import REVISION, sit_down, withheld
from closedcircuit.documents.homepage import entries, tree
from closedcircuit.documents.live import looks
from closedcircuit.documents.published import FOLDER, WITHDRAWN, load
from closedcircuit.documents.revision import Notice, following, numbered
from closedcircuit.fetch import Answer
from closedcircuit.fleet import orders
from closedcircuit.fleet.keeping import configuration
from closedcircuit.report import policy_report
from closedcircuit.resources import shared
from closedcircuit.units import date
from tests.conftest import REPOSITORY

SITE = "sites/gangneung-terminal/site.yaml"
REASON = ("--reason", "보관기간 연장", "--reason-en", "Longer retention")
ROLES = ("legal", "privacy-officer")


@pytest.fixture
def policy(run, root):
    """A `policy` command on the copy of the example, on a day."""

    def command(*arguments, today="2026-12-01"):
        return run("policy", *arguments, "--root", root, "--today", today)

    return command


@pytest.fixture
def longer(edit):
    """The line of the changed fact."""
    return edit(SITE, "retention: 14d", "retention: 21d")


def status(policy, **options):
    return json.loads(policy("status", "--format", "json", **options).out)


def approve(policy, **options):
    for role in ROLES:
        assert policy("approve", role, **options).code == 0


def announce(policy, post="2026-12-02", effective="2026-12-10"):
    assert policy("revise", *REASON, "--post", post, "--effective", effective).code == 0
    approve(policy)
    result = policy("publish")
    assert result.code == 0, result.err


def see(root, folder, *days, gone=()):
    """Note that the notices of a version were found on some days, and missed on others."""
    files = json.loads((root / FOLDER / folder / "version.json").read_text())["files"]
    with (root / FOLDER / folder / "seen.jsonl").open("a") as stream:
        for day in sorted([*days, *gone]):
            for file in ("ko/notice.html", "en/notice.html"):
                found = None if day in gone else files[file]
                line = {
                    "time": f"{day}T09:00:00+09:00",
                    "file": file,
                    "url": "https://homepage.example/",
                    "status": 200,
                }
                stream.write(json.dumps(line | {"hash": found}) + "\n")


@pytest.mark.parametrize(("count", "days"), [("clear", 8), ("calendar", 7)])
def test_the_days_of_a_notice(count, days):
    notice, posted = Notice(7, count), date("2026-12-01")
    assert notice.earliest(posted) - posted == datetime.timedelta(days)


@pytest.mark.parametrize(("count", "possible"), [("clear", [False, False, True]), ("calendar", [False, True, True])])
def test_six_seven_and_eight_days(policy, edit, count, possible, root, run, longer):
    edit("policy.yaml", "notice_count: clear", f"notice_count: {count}")
    earliest = "2026-12-09" if count == "clear" else "2026-12-08"
    for effective, wanted in zip(("2026-12-07", "2026-12-08", "2026-12-09"), possible, strict=True):
        result = policy("revise", *REASON, "--effective", effective, "--amend")
        assert result.code == (not wanted)
        assert wanted or f"the earliest date is {earliest}" in result.err
        # The rule counts as the command does, on a file that people changed.
        text = 'version: "1.1"\nreason: {ko: 가, en: a}\nposted: 2026-12-01\nfollows: 2026-12-01\n'
        text += f"effective: {effective}\n"
        (root / REVISION).parent.mkdir(exist_ok=True)
        (root / REVISION).write_text(text, "utf-8")
        verdicts = json.loads(run("check", "--root", root, "--format", "json").out)["verdicts"]
        rule = [entry["status"] for entry in verdicts if entry["control"] == "CCTV-REV-01"]
        assert rule == (["UNKNOWN"] if wanted else ["FAIL"])


def test_numbers_follow():
    assert [following(number) for number in ("1.0", "1.9", "2", "1.0.3")] == ["1.1", "1.10", "2.1", "1.0.4"]


def test_a_change_of_a_fact_fails_the_check_until_a_revision_covers_it(policy, run, root, longer):
    place = f"inventory/{SITE}:{longer}:12"
    before = run("check", "--root", root)
    assert before.code == 1
    assert "CCTV-REV-08" in before.out
    assert place in before.out
    found = status(policy)["differences"]
    assert [(entry["site"], entry["field"], entry["old"], entry["new"]) for entry in found] == [
        ("gangneung-terminal", "retention", "14일", "21일")
    ]
    assert policy("revise", *REASON, "--effective", "2026-12-09").code == 0
    assert run("check", "--root", root).code == 0
    assert run("check", "--root", root, "--today", "2026-12-02").code == 1, "its day of posting is past"


def test_neither_build_runs_ahead_nor_is_it_barred(policy, run, root, longer):
    assert run("build", "--root", root).code == 0
    page = (root / "build/site/ko/index.html").read_bytes()
    assert page == (root / FOLDER / "2026-12-01/ko/index.html").read_bytes()


REFUSED = {
    "an empty reason": (("--reason", " ", "--effective", "2026-12-09"), "the reason is empty"),
    "an effect in the past": ((*REASON, "--effective", "2026-11-30"), "the earliest date is 2026-12-09"),
    "a posting in the past": ((*REASON, "--effective", "2026-12-20", "--post", "2026-11-30"), "cannot be posted"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_revision_that_will_not_do_is_refused(policy, root, longer, case):
    arguments, message = REFUSED[case]
    result = policy("revise", *arguments)
    assert result.code == 1
    assert message in result.err
    assert not (root / REVISION).exists()


def test_a_bad_date_is_a_bad_argument(policy, longer):
    assert policy("revise", *REASON, "--effective", "9 December").code == 2


def test_one_revision_at_a_time(policy, root, longer):
    assert policy("revise", *REASON, "--effective", "2026-12-09").code == 0
    kept = (root / REVISION).read_bytes()
    again = policy("revise", *REASON, "--effective", "2026-12-20")
    assert again.code == 1
    assert "in preparation already" in again.err
    assert (root / REVISION).read_bytes() == kept
    assert policy("revise", *REASON, "--effective", "2026-12-20", "--amend").code == 0
    approve(policy)
    assert policy("publish").code == 0
    late = policy("revise", *REASON, "--effective", "2026-12-30")
    assert late.code == 1
    assert "one revision at a time" in late.err


def test_a_revision_needs_its_approvals_for_what_it_says_now(policy, edit, root, longer):
    policy("revise", *REASON, "--effective", "2026-12-09")
    refused = policy("publish")
    assert refused.code == 1
    for role in ROLES:
        assert f"{role} has not approved" in refused.err
    approve(policy)
    edit(SITE, "retention: 21d", "retention: 28d")
    voided = policy("publish")
    assert voided.code == 1
    assert all(f"{role} has not approved what it says now" in voided.err for role in ROLES)
    assert [version.folder for version in load(root).versions] == ["2026-12-01"]
    assert "asks for no approval of intern" in policy("approve", "intern").err


def test_nothing_is_published_that_states_a_fact_that_fails(policy, edit, root):
    line = edit(SITE, "retention: 14d", "retention: 45d")
    policy("revise", *REASON, "--effective", "2026-12-09")
    approve(policy)
    refused = policy("publish")
    assert refused.code == 1
    assert f"inventory/{SITE}:{line}:12: FAIL of CCTV-RET-02" in refused.err
    assert [version.folder for version in load(root).versions] == ["2026-12-01"]
    assert (root / REVISION).exists()


def test_publishing_after_the_posting_date_is_refused(policy, longer):
    policy("revise", *REASON, "--effective", "2026-12-20", "--post", "2026-12-02")
    approve(policy)
    late = policy("publish", today="2026-12-03")
    assert late.code == 1
    assert "was to be posted on 2026-12-02, which is past" in late.err


def test_a_reason_without_english_is_a_translation_pending(policy, longer):
    result = policy("revise", "--reason", "보관기간 연장", "--effective", "2026-12-09")
    assert "translation pending: reason" in result.out


@pytest.fixture
def korean(root):
    """Change a sentence of the Korean text alone, as a company's own template; the id of its paragraph."""
    for language in ("ko", "en"):
        text = (shared("templates") / f"policy/{language}.md").read_text("utf-8")
        path = root / f"templates/policy/{language}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        if language == "ko":
            line = next(line for line in text.splitlines() if re.fullmatch(r"[^{|#<-][^{]*\. ?\{#[a-z-]+\}", line))
            text = text.replace(line, "다음과 같습니다. " + line, 1)
            found = re.search(r"\{#([a-z-]+)\}", line)[1]
        path.write_text(text, "utf-8")
    return found


def test_a_korean_paragraph_alone_marks_its_translation_pending_until_somebody_read_it(policy, korean):
    said = policy("status").out
    assert "the wording and no fact; the operator promised notice of every change, a small one too" in said
    policy("revise", "--reason", "오기 정정", "--reason-en", "Correction", "--effective", "2026-12-09")
    approve(policy)
    assert f"translation pending: {korean}" in policy("publish").err
    assert policy("settle", "no-such").code == 1
    assert policy("settle", korean).code == 0
    assert status(policy)["revision"]["barred"] == []


def test_a_notice_shortened_by_a_law_needs_a_waiver_that_names_it(policy, root, longer):
    waiver = root / "inventory/waivers.yaml"
    text = "# yaml-language-server: $schema=../schemas/waivers.json\nlaw:\n  control: CCTV-REV-01\n  subject: policy\n"
    text += "  reason: It takes effect before seven days are over\n  owner: legal\n  approver: privacy-officer\n"
    text += "  expiry: 2026-12-31\n"
    waiver.write_text(text)
    assert policy("revise", *REASON, "--effective", "2026-12-04").code == 1
    waiver.write_text(text + "  law: Act No. 21910 Article 30\n")
    assert policy("revise", *REASON, "--effective", "2026-12-01").code == 1, "never on the day of its notice"
    assert policy("revise", *REASON, "--effective", "2026-12-04").code == 0


def test_a_version_in_force_only_after_its_notice_was_seen(policy, run, root, longer):
    announce(policy)
    assert not (root / REVISION).exists()
    assert run("check", "--root", root).code == 0
    assert [entry["seen"] for entry in status(policy)["announced"]] == [False]
    unseen = status(policy, today="2026-12-10")
    assert unseen["in_force"]["version"] == "1.0"
    assert "was not seen there on that day" in policy("status", today="2026-12-10").out
    for sites, versions in (({"gangneung-terminal"}, ["1.1"]), ({"cj-korea-express"}, ["1.1"]), ({"seoul-hq"}, [])):
        assert [version.number for version in withheld(sit_down(root, date("2026-12-02")), sites)] == versions
    see(root, "2026-12-10", "2026-12-02")
    assert withheld(sit_down(root, date("2026-12-03")), {"gangneung-terminal"}) == []
    assert status(policy, today="2026-12-10")["in_force"]["version"] == "1.1"
    see(root, "2026-12-10", gone=["2026-12-05"])
    assert status(policy, today="2026-12-10")["in_force"]["version"] == "1.0"


def test_what_holds_while_a_notice_runs_and_after_it(policy, root, longer):
    announce(policy)
    see(root, "2026-12-10", "2026-12-02")

    def retention(day):
        return sit_down(root, date(day)).as_it_holds().inventory.sites["gangneung-terminal"].retention

    assert [retention(day) for day in ("2026-12-01", "2026-12-09", "2026-12-10")] == [14, 14, 21]
    assert inventory.load(root).sites["gangneung-terminal"].retention == 21


def test_a_check_of_hosts_agrees_with_the_old_retention_during_the_notice(policy, run, root, longer):
    announce(policy)
    see(root, "2026-12-10", "2026-12-02")
    observed = root / "observed.json"

    def verdicts(day, days):
        cameras = inventory.load(root).sites["gangneung-terminal"].cameras
        recording = {name: {"retention_days": days} for name in cameras}
        hosts = {"recorder": {"seen": day, "recording": recording}}
        observed.write_text(json.dumps({"version": 1, "sites": {"gangneung-terminal": {"hosts": hosts}}}))
        result = run("check", "gangneung-terminal", "--root", root, "--today", day, "--observed", observed,
                     "--format", "json")  # fmt: skip
        assert result.out, result.err
        found = json.loads(result.out)["verdicts"]
        return {entry["status"] for entry in found if entry["control"] == "CCTV-RET-04"}

    assert "FAIL" not in verdicts("2026-12-05", 14)
    assert "FAIL" in verdicts("2026-12-05", 21)
    assert "FAIL" not in verdicts("2026-12-10", 21)
    assert "FAIL" in verdicts("2026-12-10", 14)


def test_a_withdrawn_revision(policy, root, longer):
    announce(policy)
    see(root, "2026-12-10", "2026-12-02")
    why = ("--reason", "시행 보류", "--reason-en", "Put off")
    result = policy("withdraw", *why, "--format", "json", today="2026-12-03")
    data = json.loads(result.out)
    assert [host["site"] for host in data["redeploy"]] == ["cj-korea-express", "gangneung-terminal"]
    assert yamlfile.load(root / FOLDER / "2026-12-10" / WITHDRAWN, "withdrawn").data["reason"]["en"] == "Put off"
    assert status(policy, today="2026-12-10")["in_force"]["version"] == "1.0"
    assert policy("withdraw", *why, today="2026-12-10").code == 1, "what is in force is revised, not withdrawn"
    desk = sit_down(root, date("2026-12-03"))
    days = {day: tree(desk.history, desk.inventory.organization, date(day), desk.templates)
            for day in ("2026-12-02", "2026-12-03", "2026-12-10")}  # fmt: skip
    notice = {f"archive/2026-12-10/{language}/withdrawal.{kind}" for language in ("ko", "en")
              for kind in ("html", "pdf", "docx")}  # fmt: skip
    assert not notice & days["2026-12-02"].keys(), "the homepage never runs ahead"
    assert notice <= days["2026-12-03"].keys()
    said = days["2026-12-03"]["archive/2026-12-10/ko/withdrawal.html"].decode()
    assert "개정 철회 공고" in said
    assert "시행 보류" in said
    assert "보관기간 연장" not in said, "the reason of the revision is not that of its withdrawal"
    shown = {day: "공고하였던 개정이 철회되었습니다" in files["index.html"].decode() for day, files in days.items()}
    assert shown == {"2026-12-02": False, "2026-12-03": True, "2026-12-10": False}
    assert policy("revise", *REASON, "--effective", "2026-12-20", today="2026-12-04").code == 0
    assert policy("withdraw", *why, today="2026-12-04").code == 0
    assert not (root / REVISION).exists()


def test_publishing_is_done_once(policy, root, longer):
    announce(policy)
    before = {path: path.read_bytes() for path in (root / "inventory").rglob("*") if path.is_file()}
    again = policy("publish")
    assert again.code == 0
    assert "Wrote" not in again.out
    assert {path: path.read_bytes() for path in (root / "inventory").rglob("*") if path.is_file()} == before


KILLED = """
import os, sys
from closedcircuit import cli
from closedcircuit.documents import desk, freeze
left = int(sys.argv[1])
def counted(function):
    def call(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return function(*arguments, **options)
    return call
freeze.write_bytes = counted(freeze.write_bytes)
freeze._sync = counted(freeze._sync)
desk._clear = counted(desk._clear)
sys.exit(cli.main(["policy", "publish", "--root", sys.argv[2], "--today", "2026-12-01"]))
"""


@pytest.mark.slow
def test_a_publication_that_is_killed_at_any_step_can_be_run_again(policy, root, longer):
    policy("revise", *REASON, "--effective", "2026-12-09")
    approve(policy)
    for step in (0, 1, 15, 19, 20, 21):
        process = subprocess.run(
            [sys.executable, "-c", KILLED, str(step), root], cwd=REPOSITORY, capture_output=True, check=False
        )
        versions = [version.folder for version in load(root).versions]
        assert versions in (["2026-12-01"], ["2026-12-01", "2026-12-09"]), process.stderr
        if process.returncode == 0:
            break
    else:
        raise AssertionError("never finished")
    assert step > 15, "it was killed on the way"
    assert not (root / REVISION).exists()
    assert len(load(root).versions) == 2


def test_an_adopted_page_is_version_0_and_the_first_revision_follows_it(policy, root):
    subprocess.run(["rm", "-r", root / FOLDER], check=True)
    page = root / "old.html"
    page.write_bytes("<p>영상정보처리기기 운영방침</p>".encode())
    assert policy("adopt", page, "--effective", "2024-03-01").code == 0
    (version,) = load(root).versions
    assert version.adopted
    assert version.files == {"old.html": page.read_bytes()}
    assert policy("adopt", page, "--effective", "2024-03-01").code == 1
    assert "Differs    not known" in policy("status").out
    assert policy("revise", *REASON, "--effective", "2026-12-09").code == 0
    assert status(policy)["revision"]["version"] == "0.1"


def test_a_revision_that_people_broke_is_told_with_its_place(policy, root):
    (root / REVISION).parent.mkdir()
    (root / REVISION).write_text("version: 1.1\n")
    result = policy("status")
    assert result.code == 2
    assert f"{REVISION}:1:10" in result.err


@pytest.mark.parametrize("command", ["status", "due"])
def test_json_keeps_its_schema(policy, tmp_path, longer, command):
    policy("revise", *REASON, "--effective", "2026-12-09")
    path = tmp_path / "said.json"
    path.write_text(policy(command, "--format", "json").out)
    assert evidence.read(path, f"policy-{command}")


def test_what_is_due(policy, longer):
    policy("revise", *REASON, "--effective", "2026-12-09")
    data = json.loads(policy("due", "--format", "json", "--days", "14").out)
    assert [entry["kind"] for entry in data["due"] if entry["subject"] == "policy"] == ["notice", "effective"]
    everything = json.loads(policy("due", "--format", "json", "--days", "400", today="2026-12-20").out)["due"]
    assert {entry["kind"] for entry in everything} == {"notice", "effective", "attestation", "waiver", "law"}
    assert everything == sorted(everything, key=lambda entry: entry["date"])


def test_a_number_is_that_of_the_revision_then_of_the_version_before(root):
    loaded = inventory.load(root)
    version = load(root).versions[0]
    assert numbered(loaded, None).policy == loaded.policy
    assert numbered(loaded, replace(version, number="3.0")).policy.version == "3.0"


def test_the_day_is_that_of_the_company(root, monkeypatch):
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    assert main(["policy", "status", "--root", str(root)]) == 0


def keeper(root, day):
    """The keeper's periods at the terminal, as a deploy on a day would write them."""
    loaded, history, _ = orders._load.__wrapped__(root, "gangneung-terminal", day)
    site = loaded.sites["gangneung-terminal"]
    return configuration(loaded, site, site.hosts["recorder"], "none", history)["groups"]["site"]


def test_a_recorder_holds_both_periods_and_needs_no_deploy_at_midnight(policy, root, longer):
    first = {"from": "2026-12-01", "days": 14}
    assert keeper(root, "2026-12-01") == [first]
    announce(policy)
    assert keeper(root, "2026-12-05") == [first], "a notice that nobody saw is handed to nobody"
    see(root, "2026-12-10", "2026-12-02")
    both = [first, {"from": "2026-12-10", "days": 21}]
    assert [keeper(root, day) for day in ("2026-12-05", "2026-12-10", "coming")] == [both, both, both]
    assert keeper(root, "alone") == [{"from": "2026-12-01", "days": 21}]


def test_a_coming_value_is_shown_with_the_day_before_which_no_deploy_hands_it_out(policy, root, longer):
    def said():
        desk = sit_down(root, date("2026-12-01"))
        return [line.plain for line in policy_report.not_before(desk, desk.inventory.sites.values())]

    assert [line.split(":")[0] for line in said()] == [
        "Not before 2026-12-09, and not without a revision of the policy"
    ]
    policy("revise", *REASON, "--effective", "2026-12-15")
    assert said()[0].startswith("Not before 2026-12-15 (version 1.1, in preparation): gangneung-terminal")
    approve(policy)
    policy("publish")
    assert said()[0].startswith("Not before 2026-12-15 (version 1.1, announced): gangneung-terminal")


def test_signs_are_of_the_version_in_force_and_on_demand_of_the_coming_one(run, root, edit):
    edit("policy.yaml", "ko: 범죄예방", "ko: 범죄 예방")
    assert run("signs", "gangneung-terminal", "--root", root, "--changed-since", "1.0").out == ""
    coming = run("signs", "gangneung-terminal", "--root", root, "--changed-since", "1.0", "--version", "next")
    assert coming.code == 0
    assert "gate.pdf" in coming.out
    assert "no such version" in run("signs", "--root", root, "--changed-since", "7").err


def test_what_a_notice_says_is_evidence_of_the_revision_and_unknown_until_it_was_seen(policy, run, root, longer):
    announce(policy)
    out = root / "published.json"

    def statuses():
        desk = sit_down(root, date("2026-12-03"))
        files = tree(desk.history, desk.inventory.organization, desk.day, desk.templates)
        answers = {path: Answer(path, 200, content) for path, content in files.items()}
        time = datetime.datetime(2026, 12, 3, 9, tzinfo=ZoneInfo("Asia/Seoul"))
        found = looks(files, answers, time)
        data = live.evidence(found, Answer("/", 200, b""), "/", entries(desk.history, desk.day), desk.day)
        out.write_text(json.dumps(data))
        result = run("check", "--root", root, "--today", "2026-12-03", "--published", out, "--format", "json")
        verdicts = json.loads(result.out)["verdicts"]
        return {entry["control"][-6:]: entry["status"] for entry in verdicts if "-REV-" in entry["control"]}

    before = statuses()
    assert (before["REV-01"], before["REV-04"]) == ("UNKNOWN", "UNKNOWN")
    see(root, "2026-12-10", "2026-12-02")
    after = statuses()
    wanted = dict.fromkeys(["REV-01", "REV-02", "REV-03", "REV-04", "REV-05", "REV-06", "REV-08", "REV-09"], "PASS")
    assert {control: after[control] for control in wanted} == wanted
