"""The `tollbook` command: starts, watches and drives the suite from a terminal."""
