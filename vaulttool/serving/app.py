"""The local page: this week's agenda and review, the map, and the answers that a tick would give."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from vaulttool.network.network_map import network_map
from vaulttool.notes.problem import VaultError
from vaulttool.pages.map_page import map_policy
from vaulttool.pages.note_html import note_html
from vaulttool.serving.changes import Changes
from vaulttool.serving.write_now import write_now
from vaulttool.usecases.apply import apply_page, records
from vaulttool.usecases.map_network import note_links, page_of
from vaulttool.usecases.week_board import BoardPage, answer_item, week_board
from vaulttool.vault.open_vault import OpenVault

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MOST_BYTES = 4_096
"""Of an answer; a longer one is not read."""

_WORDS = {
    "en": {"title": "This week", "map": "Map", "agenda": "Agenda", "review": "Review",
           "x": "Done", ">": "Not now", "-": "No",
           "gone": "The connection is gone; start vaulttool serve again."},
    "fr": {"title": "Cette semaine", "map": "Carte", "agenda": "Agenda", "review": "Bilan",
           "x": "Fait", ">": "Pas maintenant", "-": "Non",
           "gone": "La connexion est perdue ; relancez vaulttool serve."},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: how to open the vault anew, and when it is."""

    root: Path
    open: Callable[[], OpenVault]
    """Opens the vault as it is now. Raises VaultError."""
    now: Callable[[], dt.datetime]
    """The time, with its zone."""


def make_app(served: Served) -> Starlette:
    """Give the application; it trusts whoever reaches it, so it stands behind a `Door`."""
    changes = Changes(served.root)
    one_at_a_time = asyncio.Lock()

    async def page(_: Request) -> Response:
        async with one_at_a_time:
            text = await asyncio.to_thread(_page, served)
        return HTMLResponse(text, headers={"content-security-policy": POLICY})

    async def week(_: Request) -> Response:
        async with one_at_a_time:
            return JSONResponse(await asyncio.to_thread(_week, served))

    async def drawn(_: Request) -> Response:
        async with one_at_a_time:
            text = await asyncio.to_thread(_map, served)
        return HTMLResponse(
            text, headers={"content-security-policy": f"{map_policy()}; frame-ancestors 'none'"}
        )

    async def answer(request: Request) -> Response:
        said = await _said(request)
        if said is None:
            return JSONResponse({"problem": "That is no answer."}, 400)
        async with one_at_a_time:
            status, told = await asyncio.to_thread(_answer, served, *said)
        return JSONResponse(told, status)

    async def events(_: Request) -> Response:
        return StreamingResponse(changes.stream(), media_type="text/event-stream")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with changes.watching():
            yield

    routes = [
        Route("/", page),
        Route("/week", week),
        Route("/map", drawn),
        Route("/events", events),
        Route("/answer", answer, methods=["POST"]),
        Route("/dashboard.css", lambda _: Response(_part("dashboard.css"), media_type="text/css")),
        Route("/dashboard.js", lambda _: Response(_part("dashboard.js"), media_type="text/javascript")),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _page(served: Served) -> str:
    import jinja2

    vault = served.open()
    template = jinja2.Environment(autoescape=True).from_string(_part("dashboard.html.j2"))
    return template.render(words=_WORDS[vault.language], code=vault.language, vault=served.root.name)


def _week(served: Served) -> dict[str, object]:
    try:
        vault = served.open()
        pages, problems = week_board(vault)
    except VaultError as error:
        return {"pages": [], "problems": [str(error.problem)]}
    return {"pages": [_rendered(page, vault) for page in pages], "problems": [str(one) for one in problems]}


def _rendered(page: BoardPage, vault: OpenVault) -> dict[str, str]:
    links = note_links(vault)
    words = _WORDS[vault.language]
    answers = {box: words[box] for box in ("x", ">", "-")}

    def opens(target: str) -> str:
        found = vault.read.links.resolve(target, page.path)
        # A page that came over HTTP may open no file: without Obsidian a link only says what is meant.
        return (
            links.url(found if isinstance(found, str) else f"{target}.md") if links.form == "obsidian" else ""
        )

    return {"name": page.name, "path": page.path, "html": note_html(page.text, opens, answers)}


def _map(served: Served) -> str:
    vault = served.open()
    return page_of(vault, network_map(vault.network, vault.settings.cadence_rules()), "auto")


def _answer(served: Served, page: str, item: str, box: str) -> tuple[int, dict[str, object]]:
    """Tick the box in the note, then carry out what it asks for; both are runs that `undo` takes back."""
    try:
        vault = served.open()
        edits = answer_item(vault, page, item, box).edits
        problems = write_now(served.root, vault, served.now, "serve", edits)
        if not problems:
            vault = served.open()
            outcome = apply_page(vault, page)
            done, told = records(outcome)
            problems = [*outcome.problems, *write_now(served.root, vault, served.now, "serve", done, told)]
    except VaultError as error:
        return 409, {"problem": str(error.problem)}
    return (409, {"problem": str(problems[0])}) if problems else (200, {})


async def _said(request: Request) -> tuple[str, str, str] | None:
    """Read an answer: page, item and box, each a short text."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    try:
        said = json.loads(body)
        page, item, box = said["page"], said["item"], said["box"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (page, item, box) if all(isinstance(one, str) for one in (page, item, box)) else None


def _part(name: str) -> str:
    return files("vaulttool.serving").joinpath("dashboard", name).read_text("utf-8")
