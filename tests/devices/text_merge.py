"""The text merge of Obsidian Sync (one side's changes patched onto the other), and that of our git driver."""

from functools import lru_cache, partial

from diff_match_patch import diff_match_patch
from vaulttool.network.kept_merge import merge_kept
from vaulttool.notes.three_way import merge_note
from vaulttool.usecases.git_merge import KEPT
from vaulttool.vault.git import merge_lines


@lru_cache(maxsize=1 << 14)
def text_merge(base: bytes, local: bytes, remote: bytes) -> bytes:
    """Bring the local changes into the remote text. It mixes what both changed; what fits nowhere is lost."""
    dmp = diff_match_patch()
    before = base.decode()
    changes = dmp.diff_main(before, local.decode(), True)
    if len(changes) > 2:
        dmp.diff_cleanupSemantic(changes)
        dmp.diff_cleanupEfficiency(changes)
    merged, _ = dmp.patch_apply(dmp.patch_make(before, changes), remote.decode())
    return str(merged).encode()


@lru_cache(maxsize=1 << 14)
def driver_merge(base: bytes, local: bytes, remote: bytes) -> bytes:
    """Merge as `git-merge` does; where it leaves a conflict, keep both sides, as a person may."""
    merged = merge_note(base, local, remote, merge_lines, partial(merge_kept, names=KEPT))
    if not merged.has_conflict:
        return merged.content
    marks = (b"<<<<<<< ", b"=======", b">>>>>>> ")
    return b"".join(line for line in merged.content.splitlines(True) if not line.startswith(marks))
