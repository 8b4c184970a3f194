"""The live check: ask the web whether each target of a link is still there. It changes no link.

What was answered is kept in a file in the cache folder, so that a check that was broken off goes on where it ended, and
a later one asks only whether something changed (If-None-Match, If-Modified-Since).
"""

import http.client
import ssl
import sys
import time
import urllib.error
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import foederis.http
from foederis import cached, escapes
from foederis.errors import EngineFailed
from foederis.queries import internal

PAUSE = 1.0  # seconds between two requests to one host
WAITS = (0.0, 2.0, 8.0)  # before each try
LONGEST = 60.0  # the longest Retry-After that is waited for
SECONDS = 15.0  # for one answer, all in all
_TAG = 200  # characters of an ETag or a day that are kept
FRESH = timedelta(days=7)  # a target that answered in this time is not asked again


@dataclass(frozen=True)
class Finding:
    """What a target answered: `outcome` is there, moved, gone, refused, failed or silent; `why` says more of it."""

    target: str
    status: int
    outcome: str
    to: str = ""  # where a permanent redirect leads
    on: str = ""  # the day it was asked
    etag: str = ""
    modified: str = ""
    why: str = ""


def targets() -> list[str]:
    """Return the web addresses that the link sets link to."""
    return [one for (one,) in internal.rows("link-targets") if one.startswith(("http://", "https://"))]


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
    unheard: dict[str, Finding] = {}
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
            unheard[address] = finding
        if sys.stderr.isatty():
            print(f"\r{number} of {len(todo)}", end="", file=sys.stderr)
    if sys.stderr.isatty() and todo:
        print(file=sys.stderr)
    return [known.get(one) or unheard[one] for one in addresses]


def ask(address: str, before: Finding | None = None, waits: tuple[float, ...] = WAITS) -> Finding:
    """Ask one address for its head; a server that does not know HEAD is asked for the page."""
    today = date.today().isoformat()
    method, status, wait_for, why, heard = "HEAD", 0, 0.0, "", False
    for wait in waits:
        time.sleep(max(wait, wait_for))
        wait_for, heard = 0.0, False
        try:
            return _answer(address, method, before, today)
        except urllib.error.HTTPError as error:
            status, why = error.code, escapes.line(str(error.reason))[:200]
            error.close()
            if status == 304 and before is not None:
                return Finding(address, 304, before.outcome, before.to, today, before.etag, before.modified)
            if status in (405, 501) and method == "HEAD":
                method = "GET"
            elif status in (404, 410):
                return Finding(address, status, "gone", on=today)
            elif status in (429, 503):
                wait_for = foederis.http.retry_after(error.headers, LONGEST) or 0.0
            elif 300 <= status < 400:
                return Finding(address, status, "failed", on=today, why=_sent_on(why, error.headers))
            elif status < 500:
                return Finding(address, status, "refused", on=today, why=why)
        except _SentOn as error:
            status, why, heard = 0, str(error), True
        except (OSError, http.client.HTTPException, ValueError) as error:
            status, why, reason = 0, _told(error), _reason(error)
            heard = isinstance(reason, http.client.HTTPException | ValueError | ssl.SSLError | ConnectionResetError)
            if heard and not isinstance(reason, ConnectionError):  # no answer in HTTP: to ask again is no use
                break
    outcome = "silent" if status == 0 and not heard else "refused" if status in (405, 429) else "failed"
    return Finding(address, status, outcome, on=today, why=why)


def _answer(address: str, method: str, before: Finding | None, today: str) -> Finding:
    """Return what a target that is there answers; raise what `foederis.http.request` raises, or TimeoutError."""
    follow = foederis.http.Redirects()

    def work() -> Finding:
        sent = foederis.http.request(address, follow, method=method, headers=_headers(before), seconds=SECONDS)
        with sent as answer:
            tags = [_kept(answer.headers.get(name, "")) for name in ("ETag", "Last-Modified")]
            to = answer.url if follow.permanent else ""
            return Finding(address, answer.status, "moved" if to else "there", to, today, *tags)

    try:
        return foederis.http.in_time(work, 2 * SECONDS)
    except urllib.error.HTTPError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if not follow.to:
            raise
        raise _SentOn(f"it sends us on to {escapes.line(follow.to)[:200]}: {_told(error)}") from error


class _SentOn(Exception):
    """A target answered, and sent us on to where there is no answer: the network is there, the link leads nowhere."""


def _kept(tag: str) -> str:
    """Return a tag that can be sent back as it came; of another kind none."""
    return tag if len(tag) <= _TAG and tag.isascii() and tag.isprintable() else ""


def _sent_on(reason: str, headers: Message) -> str:
    """Return what is wrong with a redirect that was not followed."""
    target = escapes.line(headers.get("Location") or headers.get("URI") or "")[:200]
    if "infinite loop" in reason:
        return "it sends us round in a circle"
    return (
        f"it sends us on to another kind of address: {target}" if target else "it sends us on, and does not say where"
    )


def _reason(error: Exception) -> Exception:
    """Return what is wrong, out of what urllib wraps it in."""
    reason = getattr(error, "reason", None)
    return reason if isinstance(reason, Exception) else error


def _told(error: Exception) -> str:
    """Return why there was no answer."""
    reason = _reason(error)
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    if isinstance(reason, http.client.UnknownProtocol):
        return f"no HTTP of a version that is known: {escapes.line(str(reason))[:100]}"
    if isinstance(reason, http.client.BadStatusLine) and not isinstance(reason, http.client.RemoteDisconnected):
        return f"no HTTP: {escapes.line(str(reason))[:100]}"
    return escapes.line(str(getattr(reason, "strerror", "") or reason) or type(reason).__name__)[:200]


def _headers(before: Finding | None) -> dict[str, str]:
    found = {"Accept": "*/*"}
    if before is not None and before.etag:
        found["If-None-Match"] = before.etag
    if before is not None and before.modified:
        found["If-Modified-Since"] = before.modified
    return found


def _spread(addresses: list[str]) -> list[str]:
    """Return the addresses with the hosts taking turns, so that one host's pause is spent on another."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(urlsplit(address).netloc, []).append(address)
    turns = [(turn, address) for several in by_host.values() for turn, address in enumerate(several)]
    return [address for _, address in sorted(turns, key=lambda pair: pair[0])]


def _read(memory: Path) -> dict[str, Finding]:
    """Return what was answered before; a file of another version counts as none."""
    try:
        found = [Finding(**row) for row in cached.read_json(memory) or ()]
    except (ValueError, TypeError, KeyError):
        return {}
    fine = [one for one in found if all(isinstance(v, int if k == "status" else str) for k, v in vars(one).items())]
    return {one.target: one for one in fine}


def _write(memory: Path, known: dict[str, Finding]) -> None:
    """Write whole or not at all; where nothing can be written the check goes on, and cannot be resumed."""
    cached.write_json(memory, [asdict(one) for one in known.values()])
