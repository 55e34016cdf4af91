"""The way to the running suite: connections, calls that are tried again, the day loop and its quiet moments."""
