"""click commands, one a file: parse arguments, call one use case, print."""
