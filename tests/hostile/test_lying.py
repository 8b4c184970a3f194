"""Servers that lie: each client takes what they send, names it, and holds little."""

import contextlib
import dataclasses
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import foederis.http
from foederis.errors import EngineFailed
from foederis.links import check
from foederis.queries import endpoint
from tests.hostile.lying import ENDPOINT, LINKS, lying, says

_MOST = 550  # MB that this process may grow by


@contextlib.contextmanager
def within(megabytes: int) -> Iterator[None]:
    """See that the process does not grow by more, at its height; where the system tells it (Linux)."""
    own = Path("/proc/self")
    if not (own / "clear_refs").exists():
        yield
        return
    (own / "clear_refs").write_text("5")  # the height is measured from here on
    before = _kilobytes("VmRSS")
    yield
    assert (_kilobytes("VmHWM") - before) / 1024 < megabytes


def _kilobytes(name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found
    return int(found.group(1))


@pytest.mark.parametrize("name", ENDPOINT)
def test_an_endpoint_that_sends(name):
    make, wanted = ENDPOINT[name]
    with lying(make()) as server, within(_MOST):
        address = server.address.replace("http", "https") if name.startswith("TLS") else server.address
        if wanted is None:
            assert endpoint.select("SELECT ?x {}", address, 20).rows == []
            return
        with pytest.raises(EngineFailed) as caught:
            endpoint.select("SELECT ?x {}", address, 2 if "2 seconds" in wanted else 30)
    told = str(caught.value).split("\n")
    assert len(told) == 2
    assert wanted in told[0]
    assert all(line.isprintable() and len(line) < 1200 for line in told)
    assert caught.value.exit_code == 3


def test_growing_is_noticed():
    with pytest.raises(AssertionError), within(20):
        assert len(bytes(1) * 50_000_000) > 1


@pytest.mark.parametrize("name", LINKS)
def test_a_link_to_a_server_that_sends(name, monkeypatch, tmp_path):
    monkeypatch.setattr(check.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(check, "SECONDS", 0.3)
    make, wanted = LINKS[name]
    with lying(make()) as server, lying(says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as good:
        found = check.check([good.address, server.address, f"{good.address}2"], tmp_path / "memory.json")
        again = check.ask(server.address, found[1])
    assert [one.outcome for one in found] == ["there", wanted, "there"]
    assert again.outcome == wanted, "what was kept of its answer is sent back without fault"
    if wanted in ("failed", "silent"):
        assert found[1].why
        assert found[1].why.isprintable()


def test_a_check_tells_of_each_and_goes_on(run, monkeypatch, tmp_path):
    monkeypatch.setattr(check.time, "sleep", lambda seconds: None)
    monkeypatch.setenv("FOEDERIS_CACHE", str(tmp_path))
    bad, away = ENDPOINT["a garbled status line"][0](), LINKS["a way to a file"][0]()
    fine = says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    with lying(bad) as bad, lying(away) as away, lying(fine) as good:
        monkeypatch.setattr(check, "targets", lambda: [bad.address, away.address, good.address])
        code, out, error = run("links", "--check")
    assert code == 1
    assert "2 of 3 targets did not answer" in error
    assert out.splitlines() == [
        f"failed   -    {bad.address} (no HTTP: ÿþ\\x00garbage)",
        f"failed   302  {away.address} (it sends us on to another kind of address: file:///etc/passwd)",
    ]


@pytest.mark.parametrize("away", ["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://169.254.1.1/",
                                  "http://10.0.0.1/", "ftp://example.org/", "file:///etc/passwd", "data:text/html,x"])  # fmt: skip
def test_the_web_sends_nobody_to_this_machine_or_its_network(away, monkeypatch):
    closed: list[int] = []
    body = dataclasses.make_dataclass("Body", [])()
    body.close = lambda: closed.append(1)
    monkeypatch.setattr(foederis.http.socket, "getaddrinfo", _resolved)
    asked = urllib.request.Request("https://example.org/x", method="HEAD")
    with pytest.raises(ValueError, match="it sends us on to"):
        foederis.http.Redirects().redirect_request(asked, body, 302, "Found", {}, away)
    again = foederis.http.Redirects().redirect_request(asked, body, 302, "Found", {}, "https://example.org/y")
    assert (again.full_url, again.get_method(), closed) == ("https://example.org/y", "HEAD", [1, 1])


def _resolved(host, port):
    numbers = {"example.org": "93.184.215.14", "localhost": "127.0.0.1"}
    return [(0, 0, 0, "", (numbers.get(host, host), 0))]
