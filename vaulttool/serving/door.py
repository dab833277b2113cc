"""Who may come in: this person's own browser on this machine, and nobody else's page in it."""

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_ALWAYS = {
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
}


class Door:
    """Lets a request in that names this host, comes from no other page, and bears the cookie.

    The token of the printed address is good for one visit, which gets the cookie (SameSite=Strict). A page of
    another site can neither read an answer (no CORS) nor send one (Origin), and a name that somebody points
    at 127.0.0.1 does not help either (Host).
    """

    def __init__(self, app: App, port: int) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"vaulttool_{port}"
        self._secret = secrets.token_urlsafe(32)
        self.token: str | None = secrets.token_urlsafe(32)
        """For the address that is printed; None once it was used."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        answer = self._refusal(scope, headers)
        if answer is None:
            await self._app(scope, receive, _with_headers(send))
        else:
            await _say(_with_headers(send), *answer)

    def _refusal(self, scope: Scope, headers: dict[bytes, str]) -> tuple[int, str, dict[bytes, bytes]] | None:
        """Give status, text and headers of an answer at the door; None where the request may come in."""
        host = headers.get(b"host", "")
        if host not in self._hosts:
            return 421, "This address is not served here.\n", {}
        origin = headers.get(b"origin")
        is_change = scope["method"] not in ("GET", "HEAD")
        if (origin is not None or is_change) and origin != f"http://{host}":
            return 403, "Requests of other pages are not answered.\n", {}
        if headers.get(b"sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, "Requests of other pages are not answered.\n", {}
        if self._opens(scope):
            self.token = None
            cookie = f"{self._cookie}={self._secret}; Path=/; HttpOnly; SameSite=Strict"
            return 303, "", {b"location": b"/", b"set-cookie": cookie.encode()}
        if not self._is_known(headers.get(b"cookie", "")):
            return 403, "Open the address that `vaulttool serve` printed; it works once.\n", {}
        return None

    def _opens(self, scope: Scope) -> bool:
        said = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        return self.token is not None and hmac.compare_digest(said.encode(), self.token.encode())

    def _is_known(self, cookies: str) -> bool:
        try:
            said = SimpleCookie(cookies).get(self._cookie)
        except CookieError:
            return False
        return said is not None and hmac.compare_digest(said.value.encode(), self._secret.encode())


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message.get("headers", ())}
            more = [(name, value) for name, value in _ALWAYS.items() if name not in there]
            message = {**message, "headers": [*message.get("headers", ()), *more]}
        await send(message)

    return sending


async def _say(send: Send, status: int, text: str, headers: dict[bytes, bytes]) -> None:
    body = text.encode()
    every = {
        b"content-type": b"text/plain; charset=utf-8",
        b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
        b"content-length": str(len(body)).encode(),
        **headers,
    }
    await send({"type": "http.response.start", "status": status, "headers": list(every.items())})
    await send({"type": "http.response.body", "body": body})
