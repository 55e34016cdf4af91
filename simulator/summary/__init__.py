"""The end of a simulation: a table that a person can check, and the same as canonical JSON."""
