"""`foederis links --check`: ask the live web whether each target of a link is still there. It changes no link.

What was answered is kept in a file in the cache folder, so that a check that was broken off goes on where it ended, and
a later one asks only whether something changed (If-None-Match, If-Modified-Since).
"""

import argparse
import json
import os
import sys
import time
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

from foederis import __version__, graph, queries
from foederis.cli.output import emit
from foederis.errors import EngineFailed, NothingFound

AGENT = f"foederis/{__version__} (link check; +https://w3id.org/foederis/)"
PAUSE = 1.0  # seconds between two requests to one host
WAITS = (0.0, 2.0, 8.0)  # before each try
LONGEST = 60.0  # the longest Retry-After that is waited for
FRESH = timedelta(days=7)  # a target that answered in this time is not asked again

_TARGETS = """
PREFIX void: <http://rdfs.org/ns/void#>
SELECT DISTINCT ?object WHERE {
  GRAPH ?graph {
    ?set a void:Linkset ; void:linkPredicate ?predicate ; void:objectsTarget ?target .
    ?thing ?predicate ?object
  }
  FILTER(?thing != ?set && ?thing != ?target && isIRI(?object))
}
ORDER BY ?object"""


@dataclass(frozen=True)
class Finding:
    """What a target answered: `outcome` is there, moved, gone, refused, failed or silent."""

    target: str
    status: int
    outcome: str
    to: str = ""  # where a permanent redirect leads
    on: str = ""  # the day it was asked
    etag: str = ""
    modified: str = ""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow redirects, and remember whether a permanent one was among them."""

    permanent = False

    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """Note a permanent redirect; a change from http to https alone is none."""
        self.permanent |= code in (301, 308) and req.full_url.split(":", 1)[1] != newurl.split(":", 1)[1]
        again = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if again is not None:
            again.method = req.get_method()  # the library would make it a GET
        return again


def command(options: argparse.Namespace) -> int:
    """Check every target of the link sets, print what does not answer as it should."""
    found = check(targets(), graph.cache_folder() / "links-checked.json")
    wrong = [one for one in found if one.outcome != "there"]
    if options.format == "json":
        told = [{key: value for key, value in asdict(one).items() if key not in ("etag", "modified")} for one in found]
        emit(json.dumps(told, indent=2) + "\n", options.output)
    elif wrong:
        lines = [f"{one.outcome:8} {one.status or '-':3}  {one.target}{' -> ' * bool(one.to)}{one.to}" for one in wrong]
        emit("\n".join(lines) + "\n", options.output)
    else:
        emit(f"All {len(found)} targets answer.\n", options.output)
    if wrong:
        raise NothingFound(
            f"{len(wrong)} of {len(found)} targets did not answer as they should",
            remedy="Look at each before you change a link (a refusal may pass); run the check again to ask those anew.",
        )
    return 0


def targets() -> list[str]:
    """Return the web addresses that the link sets link to."""
    rows = queries.select(_TARGETS).rows
    found = [str(getattr(row[0], "value", "")) for row in rows]
    return [one for one in found if one.startswith(("http://", "https://"))]


def check(addresses: list[str], memory: Path) -> list[Finding]:
    """Ask each address, keeping each answer in the file `memory` as it comes.

    Raises:
        EngineFailed: nothing answers, at the start or from some point on. What was answered before is kept.
    """
    known = _read(memory)
    oldest = (date.today() - FRESH).isoformat()
    lately = {one for one, found in known.items() if found.outcome == "there" and found.on >= oldest}
    todo = _spread([one for one in addresses if one not in lately])
    every_host = {urlsplit(one).netloc for one in addresses}
    last: dict[str, float] = {}
    silent: list[Finding] = []
    answered = False
    for number, address in enumerate(todo, 1):
        host = urlsplit(address).netloc
        time.sleep(max(0.0, last.get(host, -PAUSE) + PAUSE - time.monotonic()) if host in last else 0.0)
        # until something has answered, one try each: without a network that is said at once
        finding = ask(address, known.get(address), WAITS if answered else WAITS[:1])
        if not answered and finding.outcome != "silent":
            answered = True
            if finding.outcome == "failed" or finding.status in (405, 429):  # one try did not settle it
                finding = ask(address, known.get(address))
        last[host] = time.monotonic()
        silent = [*silent, finding] if finding.outcome == "silent" else []
        hosts = {urlsplit(one.target).netloc for one in silent}
        if len(silent) == number and len(hosts) >= min(3, len(every_host)):
            raise EngineFailed(
                "there is no network here: nothing was checked", host, "Try again where the web can be reached."
            )
        if len(hosts) >= 3:
            raise EngineFailed(
                f"the network was lost after {number - len(silent)} of {len(todo)} targets",
                host,
                "What was answered is kept: run the same command again to go on.",
            )
        if finding.outcome != "silent":
            known[address] = finding
            _write(memory, known)
        else:
            known.pop(address, None)
        if sys.stderr.isatty():
            print(f"\r{number} of {len(todo)}", end="", file=sys.stderr)
    if sys.stderr.isatty() and todo:
        print(file=sys.stderr)
    return [known.get(one, Finding(one, 0, "silent", on=date.today().isoformat())) for one in addresses]


def ask(address: str, before: Finding | None = None, waits: tuple[float, ...] = WAITS) -> Finding:
    """Ask one address for its head; a server that does not know HEAD is asked for the page."""
    today = date.today().isoformat()
    method, status, wait_for = "HEAD", 0, 0.0
    for wait in waits:
        time.sleep(max(wait, wait_for))
        follow = _Redirects()
        request = urllib.request.Request(address, method=method, headers=_headers(before))  # noqa: S310 (see targets)
        try:
            with urllib.request.build_opener(follow).open(request, timeout=15) as answer:
                tags = {"etag": answer.headers.get("ETag", ""), "modified": answer.headers.get("Last-Modified", "")}
                to = answer.url if follow.permanent else ""
                return Finding(address, answer.status, "moved" if to else "there", to, today, **tags)
        except urllib.error.HTTPError as error:
            status, wait_for = error.code, 0.0
            error.close()
            if status == 304 and before is not None:
                return Finding(address, 304, before.outcome, before.to, today, before.etag, before.modified)
            if status in (405, 501) and method == "HEAD":
                method = "GET"
            elif status in (404, 410):
                return Finding(address, status, "gone", on=today)
            elif status in (429, 503):
                wait_for = _retry_after(error.headers)
            elif status < 500:
                return Finding(address, status, "refused", on=today)
        except (urllib.error.URLError, TimeoutError, OSError, ValueError):
            status = 0
    outcome = "silent" if status == 0 else "refused" if status in (405, 429) else "failed"
    return Finding(address, status, outcome, on=today)


def _headers(before: Finding | None) -> dict[str, str]:
    found = {"User-Agent": AGENT, "Accept": "*/*"}
    if before is not None and before.etag:
        found["If-None-Match"] = before.etag
    if before is not None and before.modified:
        found["If-Modified-Since"] = before.modified
    return found


def _retry_after(headers: Message) -> float:
    """Return the seconds a server asks for; a date, or no number, counts as none."""
    said = headers.get("Retry-After", "")
    return min(float(said), LONGEST) if said.isdigit() else 0.0


def _spread(addresses: list[str]) -> list[str]:
    """Return the addresses with the hosts taking turns, so that one host's pause is spent on another."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(urlsplit(address).netloc, []).append(address)
    turns = [(turn, address) for several in by_host.values() for turn, address in enumerate(several)]
    return [address for _, address in sorted(turns, key=lambda pair: pair[0])]


def _read(memory: Path) -> dict[str, Finding]:
    """Return what was answered before; a file that cannot be read counts as none."""
    try:
        return {row["target"]: Finding(**row) for row in json.loads(memory.read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _write(memory: Path, known: dict[str, Finding]) -> None:
    """Write whole or not at all; where nothing can be written the check goes on, and cannot be resumed."""
    part = memory.with_suffix(".part")
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps([asdict(one) for one in known.values()]), encoding="utf-8")
        os.replace(part, memory)
    except OSError:
        return
