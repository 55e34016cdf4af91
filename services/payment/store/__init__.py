"""Payment's tables and the queries on them, named by intent."""
