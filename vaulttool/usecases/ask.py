"""Note an unknown who asks to connect: through whom, why, and nothing more until they have answered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from vaulttool.network.contact import Contact
from vaulttool.notes.edit import Edit
from vaulttool.notes.problem import Problem, VaultError
from vaulttool.notes.property_edit import set_properties, yaml_text
from vaulttool.usecases.add_person import add_person
from vaulttool.usecases.find_person import find_person
from vaulttool.usecases.outcome import Outcome
from vaulttool.vault.open_vault import OpenVault
from vaulttool.vault.reader import read_source
from vaulttool.vault.resolution import Ambiguous

_PLACES = ("through", "why")


def ask(vault: OpenVault, name: str, through: str, why: str, now: dt.datetime) -> Outcome:
    """Give the edit that notes who asks to connect: a new note with `status: unknown`, or what is new of one.

    `through` is a contact, then linked, or any other words. Places that nobody fills stand empty in the note,
    to be filled. Raises VaultError where the person is known already.
    """
    name = " ".join(name.split())
    said = {"through": _through(vault, through), "why": " ".join(why.split())}
    known = _known(vault, name)
    if known is None:
        return _new(vault, name, said, now)
    if known.status != "unknown":
        what = f"You know {known.name} already"
        raise VaultError(
            Problem(known.path, None, what, "`vaulttool show` has what you know.", "known-person")
        )
    source = read_source(vault.root, known.path)
    changes = {key: yaml_text(value) for key, value in said.items() if value}
    if not changes:
        return Outcome(show=(f"{known.path}: {known.name} has asked before, and waits.",))
    new = _changed(source.content, known.path, changes)
    edits = () if new == source.content else (Edit(known.path, source.hash, new, f"what {known.name} asks"),)
    return _outcome(edits, known.path, known.name, bool(said["why"]))


def _new(vault: OpenVault, name: str, said: Mapping[str, str], now: dt.datetime) -> Outcome:
    words = vault.settings.status_words
    status = next((word for word, meaning in sorted(words.items()) if meaning == "unknown"), "unknown")
    values = {"status": (status,), "asked": (vault.today.isoformat(),)}
    made = add_person(name, values, vault.read, partial(read_source, vault.root), now, vault.language)
    (edit,) = made.edits
    places = {key: yaml_text(said[key]) if said[key] else "" for key in _PLACES}
    content = _changed(edit.new or b"", edit.path, places)
    edit = replace(edit, new=content, why=f"{name} asks to connect")
    return _outcome((edit,), edit.path, name, bool(said["why"]))


def _outcome(edits: tuple[Edit, ...], path: str, name: str, has_reason: bool) -> Outcome:
    shown = [f"{path}: {name} stays unknown until you say otherwise; the review asks."]
    if not has_reason:
        shown.append(f'Why do they ask? `vaulttool draft "{name}"` has a mail that asks them.')
    return Outcome(edits, show=tuple(shown), data=({"path": path},))


def _changed(content: bytes, path: str, changes: Mapping[str, str | None]) -> bytes:
    new = set_properties(content, path, changes, even_if_empty=True)
    if isinstance(new, Problem):
        raise VaultError(new)
    return new


def _known(vault: OpenVault, name: str) -> Contact | None:
    """Give the one contact of that very name; who has only a word of it in common is somebody else."""
    found = vault.read.people.by_name(name)
    if found is None or isinstance(found, Ambiguous):
        return None
    return vault.read.contacts.get(found)


def _through(vault: OpenVault, said: str) -> str:
    said = " ".join(said.split())
    if not said:
        return ""
    try:
        contact = find_person(vault.read, said)
    except VaultError as error:
        if error.problem.rule == "ambiguous-name":
            raise
        return said
    return vault.links.wikilink(contact.path)
