"""Provisioning platforms: how a command is written for each scheme, and how its reports are read (R-GTW-2).
Pure functions."""
