"""`foederis links --check`, against a server of our own: polite, resumable, and it changes no link."""

import http.server
import json
import subprocess
import threading
from pathlib import Path

import pytest

import foederis.http
from foederis import cached, rooms
from foederis.errors import EngineFailed
from foederis.links import check as linkcheck
from tests.hostile.lying import lying, says

SILENT = "http://127.0.0.1:9/nobody-listens-here"


class Site(http.server.BaseHTTPRequestHandler):
    """Answers by the path, and remembers what it was asked."""

    asked: list[tuple[str, str, dict[str, str]]]
    busy: dict[str, int]

    def do_HEAD(self):
        self.asked.append((self.command, self.path, dict(self.headers)))
        name = self.path.rsplit("/", 1)[-1]
        code = int(name.split("-")[-1]) if name.split("-")[-1].isdigit() else 200
        extra = {}
        if name.startswith("busy"):
            left = self.busy[name] = self.busy.get(name, 2) - 1
            code, extra = (200, {}) if left < 0 else (503, {"Retry-After": "7"})
        if name.startswith("pageonly"):
            code = 405 if self.command == "HEAD" else 200
        if name.startswith("tagged"):
            extra = {"ETag": '"v1"', "Last-Modified": "Wed, 25 Nov 2020 08:00:00 GMT"}
            if self.headers.get("If-None-Match") == '"v1"':
                code = 304
        if code in (301, 303):
            extra = {"Location": "/there"}
        self.send_response(code)
        for key, value in {**extra, "Content-Length": "0"}.items():
            self.send_header(key, value)
        self.end_headers()

    def do_GET(self):
        self.do_HEAD()

    def log_message(self, format, *args):
        pass


@pytest.fixture
def site(monkeypatch):
    kind = type("OneSite", (Site,), {"asked": [], "busy": {}})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    naps: list[float] = []
    monkeypatch.setattr(linkcheck.time, "sleep", naps.append)
    server.base = f"http://127.0.0.1:{server.server_address[1]}"
    server.asked, server.naps = kind.asked, naps
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def memory(tmp_path) -> Path:
    return tmp_path / "cache" / "checked.json"


def outcomes(found):
    return {one.target.rsplit("/", 1)[-1]: one.outcome for one in found}


def test_each_answer_is_told_apart(site, memory):
    names = ["there", "gone-404", "gone-410", "refused-403", "seen-303", "moved-301", "failed-500", "pageonly"]
    found = linkcheck.check([f"{site.base}/{name}" for name in names], memory)
    assert outcomes(found) == {
        "there": "there",
        "gone-404": "gone",
        "gone-410": "gone",
        "refused-403": "refused",
        "seen-303": "there",
        "moved-301": "moved",
        "failed-500": "failed",
        "pageonly": "there",
    }
    assert [one.to for one in found if one.outcome == "moved"] == [f"{site.base}/there"]


def test_it_names_itself_asks_for_heads_and_pauses_between_two_requests_to_one_host(site, memory):
    linkcheck.check([f"{site.base}/{name}" for name in ("a", "b", "c")], memory)
    assert [method for method, _, _ in site.asked] == ["HEAD"] * 3
    assert all(
        headers["User-Agent"].startswith("foederis/") and "+https://" in headers["User-Agent"]
        for _, _, headers in site.asked
    )
    assert len([nap for nap in site.naps if 0.5 < nap <= linkcheck.PAUSE]) == 2


def test_a_busy_server_is_waited_for_as_long_as_it_asks(site, memory):
    found = linkcheck.check([f"{site.base}/there", f"{site.base}/busy"], memory)
    assert outcomes(found) == {"there": "there", "busy": "there"}
    assert [path for _, path, _ in site.asked].count("/busy") == 3
    assert site.naps.count(7.0) == 1  # then the longer of 7 and our own 8 seconds
    assert site.naps.count(8.0) == 1


@pytest.mark.parametrize("name", ["pageonly", "busy"])
def test_the_first_target_is_given_as_many_tries_as_the_others(site, memory, name):
    assert outcomes(linkcheck.check([f"{site.base}/{name}"], memory)) == {name: "there"}


def test_what_answered_lately_is_not_asked_again_and_later_only_whether_it_changed(site, memory, monkeypatch):
    address = f"{site.base}/tagged"
    linkcheck.check([address], memory)
    linkcheck.check([address], memory)
    assert len(site.asked) == 1
    monkeypatch.setattr(linkcheck, "FRESH", linkcheck.timedelta(days=-1))
    (found,) = linkcheck.check([address], memory)
    assert len(site.asked) == 2
    assert site.asked[1][2]["If-None-Match"] == '"v1"'
    assert site.asked[1][2]["If-Modified-Since"].startswith("Wed, 25 Nov 2020")
    assert (found.status, found.outcome) == (304, "there")


def test_what_did_not_answer_as_it_should_is_asked_again_the_next_time(site, memory):
    for _ in range(2):
        linkcheck.check([f"{site.base}/gone-404", f"{site.base}/there"], memory)
    assert [path for _, path, _ in site.asked].count("/gone-404") == 2
    assert [path for _, path, _ in site.asked].count("/there") == 1


def test_a_check_that_is_broken_off_goes_on_where_it_ended(site, memory, monkeypatch):
    addresses = [f"{site.base}/{name}" for name in ("a", "b", "c", "d")]
    really = linkcheck.ask

    def until_c(address, *rest):
        if address.endswith("/c"):
            raise KeyboardInterrupt
        return really(address, *rest)

    monkeypatch.setattr(linkcheck, "ask", until_c)
    with pytest.raises(KeyboardInterrupt):
        linkcheck.check(addresses, memory)
    monkeypatch.setattr(linkcheck, "ask", really)
    assert set(outcomes(linkcheck.check(addresses, memory)).values()) == {"there"}
    assert [path for _, path, _ in site.asked] == ["/a", "/b", "/c", "/d"]


def test_one_silent_host_is_a_finding_and_no_lost_network(site, memory):
    found = linkcheck.check([SILENT, f"{site.base}/there"], memory)
    assert [one.outcome for one in found] == ["silent", "there"]


def test_without_a_network_nothing_is_checked_nothing_is_kept_and_the_exit_code_is_3(site, memory):
    with pytest.raises(EngineFailed, match="no network here: nothing was checked"):
        linkcheck.check([f"http://127.0.0.{n}:9/x" for n in (1, 2, 3, 4)], memory)
    assert not memory.exists()
    assert not [nap for nap in site.naps if nap > linkcheck.PAUSE]  # said at once: no long wait between tries


def test_a_network_that_is_lost_on_the_way_is_said_and_what_was_answered_is_kept(site, memory):
    addresses = [f"{site.base}/a", *(f"http://127.0.0.{n}:9/x" for n in (1, 2, 3))]
    with pytest.raises(EngineFailed, match="lost after 1 of 4"):
        linkcheck.check(addresses, memory)
    assert [row["target"] for row in cached.read_json(memory)] == [f"{site.base}/a"]


def test_a_memory_that_is_broken_is_begun_anew(site, memory):
    memory.parent.mkdir()
    memory.write_text("{ not json")
    assert outcomes(linkcheck.check([f"{site.base}/there"], memory)) == {"there": "there"}
    assert cached.read_json(memory)


def test_the_command_line_reports_and_changes_no_link(site, run, monkeypatch):
    monkeypatch.setattr(
        linkcheck, "targets", lambda: [f"{site.base}/there", f"{site.base}/gone-404", f"{site.base}/moved-301"]
    )
    before = subprocess.run(
        ["git", "status", "--porcelain"], cwd=rooms.room("graph"), capture_output=True, text=True
    ).stdout
    code, out, errors = run("links", "--check")
    assert code == 1
    assert out.splitlines() == [
        f"gone     404  {site.base}/gone-404",
        f"moved    200  {site.base}/moved-301 -> {site.base}/there",
    ]
    assert errors.startswith("foederis: 2 of 3 targets did not answer as they should")
    code, out, _ = run("links", "--check", "--format", "json")
    assert (code, [row["outcome"] for row in json.loads(out)]) == (1, ["there", "gone", "moved"])
    monkeypatch.setattr(linkcheck, "targets", lambda: [f"{site.base}/there"])
    assert run("links", "--check")[:2] == (0, "All 1 targets answer.\n")
    after = subprocess.run(
        ["git", "status", "--porcelain"], cwd=rooms.room("graph"), capture_output=True, text=True
    ).stdout
    assert after == before


def test_the_targets_are_those_of_the_link_sets(store):
    found = linkcheck.targets()
    assert "http://www.wikidata.org/entity/Q55" in found
    assert "http://publications.europa.eu/resource/authority/currency/EUR" in found
    assert not [one for one in found if "w3id.org" in one or one.endswith("country")]


def test_links_that_are_sent_on_to_where_nothing_answers_are_no_lost_network(monkeypatch, tmp_path):
    monkeypatch.setattr(linkcheck.time, "sleep", lambda seconds: None)
    away = says(b"HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:9/gone\r\n\r\n")
    with lying(away) as one, lying(away) as two, lying(away) as three:
        found = linkcheck.check([one.address, two.address, three.address], tmp_path / "memory.json")
    assert [(each.outcome, each.why) for each in found] == [
        ("failed", "it sends us on to http://127.0.0.1:9/gone: Connection refused")
    ] * 3


def test_an_address_with_letters_that_are_not_ascii_is_asked_for():
    with lying(says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as server:
        assert linkcheck.ask(f"{server.address}/één?ü=%41#x", waits=(0.0,)).outcome == "there"
    assert (
        foederis.http.sendable("http://café.example/één?ü=%41") == "http://xn--caf-dma.example/%C3%A9%C3%A9n?%C3%BC=%41"
    )
    assert foederis.http.sendable("http://x/%C3?a=[b]") == "http://x/%C3?a=[b]"
