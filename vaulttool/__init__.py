"""Look after the people you know, from the Markdown notes you already keep."""

__version__ = "0.1.0"
