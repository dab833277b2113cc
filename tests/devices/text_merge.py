"""The text merge of Obsidian Sync: the changes of one side, patched onto the other by diff-match-patch."""

from functools import lru_cache

from diff_match_patch import diff_match_patch


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
