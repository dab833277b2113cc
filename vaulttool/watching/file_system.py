"""File systems whose changes are told to nobody: another machine makes them."""

import os
from pathlib import Path

_SHARES = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "glusterfs", "davfs")
_HOSTS = ("9p", "virtiofs", "vboxsf", "prl_fs", "drvfs", "fuse.vmhgfs-fuse", "fuse.grpcfuse", "fuse.osxfs")
_FUSE = ("sshfs", "rclone", "davfs2", "gvfsd-fuse", "ceph", "glusterfs", "s3fs", "google-drive-ocamlfuse")
_REMOTE = frozenset((*_SHARES, *_HOSTS, *(f"fuse.{name}" for name in _FUSE)))
"""Types as /proc/self/mountinfo names them: shares, and folders of the host in a virtual machine or WSL."""


def remote_file_system(root: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """Give the type of a file system that others change without an event (FAULTS B10); "" for any else."""
    try:
        lines = mounts.read_bytes().splitlines()
    except OSError:
        return ""
    best, kind = b"", ""
    for line in lines:
        place, found = _mount(line)
        if _lies_in(os.fsencode(root), place) and len(place) >= len(best):
            best, kind = place, found
    return kind if kind in _REMOTE else ""


def _mount(line: bytes) -> tuple[bytes, str]:
    """Give the folder and type of a line of mountinfo (proc(5): optional fields end with a hyphen)."""
    fields, _, rest = line.partition(b" - ")
    place = fields.split()[4] if len(fields.split()) > 4 else b"\0"
    for code, sign in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        place = place.replace(code, sign)
    return place, rest.split(b" ")[0].decode("ascii", "replace")


def _lies_in(place: bytes, folder: bytes) -> bool:
    return place == folder or place.startswith(folder.rstrip(b"/") + b"/")
