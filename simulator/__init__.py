"""A sample operator that drives the suite through its public interfaces only: gRPC, files and signed HTTP."""
