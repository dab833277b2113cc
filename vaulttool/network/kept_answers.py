"""The properties that remember what the user said of two people."""

NOT_SAME = "not_same_as"
"""The property that remembers the answer "two people": a link to the other note, in one of the two."""
KEPT_APART = "kept_apart"
"""The property that remembers "no" to an introduction: a link to the other's note, in one of the two."""
