"""One function for each RPC, event or run step; one visible transaction."""
