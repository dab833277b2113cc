"""One short function a file for what a person asks; each gives an Outcome."""
