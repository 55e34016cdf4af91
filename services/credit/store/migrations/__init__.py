"""Credit's migrations."""
