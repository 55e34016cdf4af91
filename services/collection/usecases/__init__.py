"""One function for each RPC, event or run step; each opens its one transaction in one visible place."""
