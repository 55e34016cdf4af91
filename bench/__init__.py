"""Named workloads, each beside its floor: the cheapest honest way to do the same work, on the same server."""
