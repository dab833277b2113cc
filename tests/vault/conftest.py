import gc
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from one_write import OLD


@pytest.fixture
def quick_folder(tmp_path):
    """A folder for many writes: in memory, where fsync is free, if there is such a place."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)


@pytest.fixture
def nothing_stays_open():
    """Hold the test to closing every file that it has opened."""
    held = Path("/proc/self/fd")
    gc.collect()  # what tests before this one left open is none of its own
    before = len(list(held.iterdir())) if held.exists() else 0
    yield
    assert not held.exists() or len(list(held.iterdir())) == before


@pytest.fixture
def ground(quick_folder):
    (quick_folder / "vault").mkdir()
    (quick_folder / "state").mkdir()
    (quick_folder / "vault" / "Ana.md").write_bytes(OLD)
    return quick_folder


@pytest.fixture(scope="session")
def strace(tmp_path_factory):
    """Skip where no process may be traced."""
    program = shutil.which("strace")
    if program is None:
        pytest.skip("strace is not installed")
    log = tmp_path_factory.mktemp("strace") / "log"
    tried = subprocess.run([program, "-o", str(log), "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this system lets no process be traced")
    return program
