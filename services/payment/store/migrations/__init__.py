"""Payment's migrations."""
