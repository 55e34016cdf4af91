"""What collection keeps, and the queries by intent."""
