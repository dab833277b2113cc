"""`python -m vaulttool`."""

from vaulttool.cli.main import main

main()
