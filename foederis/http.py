"""The one HTTP client: what the program asks of other servers goes through here, and names itself."""

import urllib.request
from collections.abc import Mapping
from contextlib import AbstractContextManager
from email.message import Message
from http.client import HTTPResponse

from foederis import __version__

AGENT = f"foederis/{__version__} (+https://w3id.org/foederis/)"


class Redirects(urllib.request.HTTPRedirectHandler):
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


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: a request goes to the server that was named, and to no other."""

    def http_error_302(self, *arguments: object) -> None:
        """Do nothing, and look at nothing: urllib then raises the answer as an HTTPError."""

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302  # type: ignore[assignment]


def request(
    address: str,
    redirects: urllib.request.HTTPRedirectHandler,
    *,
    method: str,
    headers: Mapping[str, str],
    seconds: float,
    body: bytes | None = None,
) -> AbstractContextManager[HTTPResponse]:
    """Send one request to a web address (http or https, which the caller has made sure of); close what comes back.

    Raises:
        urllib.error.HTTPError: the server answered with a status that is no success, a redirect not followed included.
        OSError, http.client.HTTPException, ValueError: there was no answer, or none in HTTP.
    """
    asked = urllib.request.Request(  # noqa: S310 (the scheme is the caller's to check)
        address, data=body, method=method, headers={"User-Agent": AGENT, **headers}
    )
    answer: AbstractContextManager[HTTPResponse] = urllib.request.build_opener(redirects).open(asked, timeout=seconds)
    return answer
