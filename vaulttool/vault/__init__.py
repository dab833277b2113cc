"""The folder on disk: settings, walking, the one reader, the one writer, journal."""
