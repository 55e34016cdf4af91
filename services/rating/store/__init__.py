"""Rating's database."""
