"""The rules by which a line proves an interaction, one a file, and their order."""
