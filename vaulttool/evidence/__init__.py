"""What a note proves: Note to Interaction, one rule a file, words per language as data."""
