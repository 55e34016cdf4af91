"""Rating's migrations."""
