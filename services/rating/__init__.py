"""Rating: customers, catalogue, orders, usage, bill runs and bills."""
