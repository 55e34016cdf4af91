"""One function for each RPC, event and run step; each opens its one transaction in sight."""
