"""One note: bytes to Note, links, list items, byte-exact edits. Touches no disk."""
