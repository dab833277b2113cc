"""What only other systems do, with stand-ins for their calls; untested on the real thing."""

import ctypes
import errno
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from vaulttool.vault import attributes, drafts, exchange_files
from vaulttool.vault.exchange_files import CannotExchange, exchange, rename_if_free

WINDOWS = SimpleNamespace(platform="win32")
MACOS = SimpleNamespace(platform="darwin")


@pytest.fixture
def two(tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).write_text(name)
    return [str(tmp_path / "first"), str(tmp_path / "second")]


@pytest.fixture(autouse=True)
def forget_the_call():
    plain = exchange_files._system_call
    plain.cache_clear()
    yield
    plain.cache_clear()


def contents(names):
    return [Path(name).read_text() for name in names]


def swap(first, second):
    Path(first).rename(f"{first}.3")
    Path(second).rename(first)
    Path(f"{first}.3").rename(second)


# Windows


class Kernel:
    """kernel32.dll, with the one function that is asked for."""

    def __init__(self, held=0):
        self.held = held

    def ReplaceFileW(self, replaced, replacement, backup, flags, exclude, reserved):  # noqa: N802
        assert (flags, exclude, reserved) == (0, None, None)
        if self.held:
            self.held -= 1
            return 0
        Path(replaced).rename(backup)
        Path(replacement).rename(replaced)
        return 1


@pytest.fixture
def windows(monkeypatch):
    """Make Windows of this; gives what stands for kernel32."""
    kernel, paused = Kernel(), []

    def error(code):
        made = PermissionError(errno.EACCES, "held by another program")
        made.winerror = code
        return made

    monkeypatch.setattr(exchange_files, "sys", WINDOWS)
    dlls = {("kernel32", True): kernel}
    monkeypatch.setattr(
        ctypes, "WinDLL", lambda name, use_last_error: dlls[name, use_last_error], raising=False
    )
    monkeypatch.setattr(ctypes, "WinError", error, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 32, raising=False)
    monkeypatch.setattr(exchange_files.time, "sleep", paused.append)
    monkeypatch.setattr(exchange_files.while_held, "__defaults__", (paused.append,))
    return kernel


def test_a14_windows_exchanges_by_three_names(windows, two):
    exchange(*two)
    assert contents(two) == ["second", "first"]
    assert len(list(Path(two[0]).parent.iterdir())) == 2


def test_a14_windows_is_asked_again_while_another_program_holds_the_note(windows, two):
    windows.held = 3
    exchange(*two)
    assert contents(two) == ["second", "first"]


def test_a14_windows_gives_up_and_nothing_has_moved(windows, two):
    windows.held = 99
    with pytest.raises(PermissionError):
        exchange(*two)
    assert contents(two) == ["first", "second"]


def test_windows_renames_by_itself_only_to_a_free_name(monkeypatch, two):
    renamed = []
    stand_in = SimpleNamespace(name="nt", rename=lambda *names: renamed.append(names))
    monkeypatch.setattr(exchange_files, "os", stand_in)
    rename_if_free("a", "b")
    assert renamed == [("a", "b")]


def test_windows_takes_over_attributes_by_itself(monkeypatch, two):
    monkeypatch.setattr(attributes, "sys", WINDOWS)
    assert attributes.copy_attributes(two[0], -1) == ()
    assert attributes._copy_owner(Path(two[0]).stat(), -1) == []


# macOS


def test_macos_exchanges_by_renamex_np(monkeypatch, two):
    asked = []

    class RenameX:
        argtypes = ()

        def __call__(self, first, second, flags):
            asked.append(flags)
            swap(os.fsdecode(first), os.fsdecode(second))
            return 0

    monkeypatch.setattr(exchange_files, "sys", MACOS)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renamex_np=RenameX()))
    exchange(*two)
    assert contents(two) == ["second", "first"]
    rename_if_free(two[0], two[1])
    assert asked == [2, 4]  # RENAME_SWAP, RENAME_EXCL


def test_macos_makes_durable_by_its_own_call(monkeypatch):
    import fcntl

    asked = []
    monkeypatch.setattr(drafts, "sys", MACOS)
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda *what: asked.append(what))
    drafts.sync(7)
    assert asked == [(7, 51)]


@pytest.mark.parametrize(
    ("libc", "lost"),
    [
        (SimpleNamespace(fcopyfile=lambda *_: 0), ()),
        (SimpleNamespace(fcopyfile=lambda *_: -1), ("extended attributes",)),
        (SimpleNamespace(), ("extended attributes",)),
    ],
    ids=["copied", "refused", "not there"],
)
def test_a12_macos_copies_attributes_by_its_own_call(monkeypatch, two, libc, lost):
    monkeypatch.setattr(attributes, "sys", MACOS)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: libc)
    with Path(two[1]).open("r+b") as fresh:
        assert attributes.copy_attributes(two[0], fresh.fileno()) == lost


# Other Linuxes, and systems that nobody has thought of


@pytest.mark.skipif(sys.platform != "linux", reason="calls Linux by number")
def test_a_libc_without_the_name_is_called_by_number(monkeypatch, two):
    libc = SimpleNamespace(syscall=ctypes.CDLL(None, use_errno=True).syscall)
    if os.uname().machine not in exchange_files._SYS_RENAMEAT2:
        pytest.skip("the number is not known for this machine")
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: libc)
    exchange(*two)
    assert contents(two) == ["second", "first"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks the libc of Linux")
def test_a_libc_with_the_name_is_called_by_it(monkeypatch, two):
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        pytest.skip("this libc has no such name")
    only = SimpleNamespace(renameat2=libc.renameat2)
    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: only if use_errno else None)
    exchange(*two)
    assert contents(two) == ["second", "first"]


@pytest.mark.parametrize(("machine", "number"), [("x86_64", 316), ("aarch64", 276), ("riscv64", 276)])
def test_each_machine_has_its_number(monkeypatch, two, machine, number):
    asked = []

    class SystemCall:
        argtypes = ()

        def __call__(self, *what):
            asked.append(what[0])
            return 0

    monkeypatch.setattr(exchange_files, "sys", SimpleNamespace(platform="linux"))
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(machine=machine))
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(syscall=SystemCall()))
    exchange(*two)
    assert asked == [number]


def test_a_call_of_the_same_name_on_another_system_is_not_taken_for_linuxs(monkeypatch, two):
    monkeypatch.setattr(exchange_files, "sys", SimpleNamespace(platform="freebsd16"))
    with pytest.raises(CannotExchange):
        exchange(*two)
    (Path(two[0]).parent / "third").write_text("third")
    rename_if_free(str(Path(two[0]).parent / "third"), str(Path(two[0]).parent / "fourth"))
    assert sorted(path.name for path in Path(two[0]).parent.iterdir()) == ["first", "fourth", "second"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux itself")
def test_an_exchange_that_fails_is_an_error_and_nothing_moves(monkeypatch, two):
    with pytest.raises(FileNotFoundError):
        exchange(two[0], two[1] + " is not there")
    with pytest.raises(FileExistsError):
        rename_if_free(*two)
    assert contents(two) == ["first", "second"]
    for code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        monkeypatch.setattr(exchange_files, "_system_call", lambda code=code: lambda *_: code)
        with pytest.raises(CannotExchange):
            exchange(*two)


def test_a1_a_system_without_any_such_call_says_so(monkeypatch, two):
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    monkeypatch.setattr(exchange_files, "_SYS_RENAMEAT2", {})
    with pytest.raises(CannotExchange):
        exchange(*two)
    assert contents(two) == ["first", "second"]


# Attributes that a system refuses


@pytest.fixture
def fresh(two):
    with Path(two[1]).open("r+b") as file:
        yield file.fileno()


def refuse(*_, **__):
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a12_an_owner_that_cannot_be_kept_is_told(monkeypatch, two, fresh):
    found = Path(two[0]).stat()
    other = SimpleNamespace(st_uid=found.st_uid + 1, st_gid=found.st_gid + 1)
    monkeypatch.setattr(os, "fchown", refuse)
    assert attributes._copy_owner(other, fresh) == ["group", "owner"]
    asked = []
    monkeypatch.setattr(os, "fchown", lambda *what: asked.append(what))
    assert attributes._copy_owner(other, fresh) == []
    assert asked == [(fresh, -1, other.st_gid), (fresh, other.st_uid, -1)]


@pytest.mark.skipif(sys.platform != "linux", reason="names attributes as Linux does")
def test_a12_attributes_that_cannot_be_kept_are_told(monkeypatch, two, fresh):
    monkeypatch.setattr(os, "listxattr", lambda *_, **__: ["user.colour", "security.selinux"])
    monkeypatch.setattr(os, "getxattr", lambda *_, **__: b"red")
    monkeypatch.setattr(os, "setxattr", refuse)
    assert attributes.copy_attributes(two[0], fresh) == ("user.colour",)


@pytest.mark.skipif(sys.platform != "linux", reason="names attributes as Linux does")
def test_a12_a_file_system_without_attributes_loses_none(monkeypatch, two, fresh):
    def none_here(*_, **__):
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", none_here)
    assert attributes.copy_attributes(two[0], fresh) == ()
    monkeypatch.setattr(os, "listxattr", refuse)
    with pytest.raises(PermissionError):
        attributes.copy_attributes(two[0], fresh)
