"""What credit keeps: tables, and queries named by intent."""
