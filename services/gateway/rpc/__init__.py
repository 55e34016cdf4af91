"""gRPC: decode, call a use case, encode. One file a proto service."""
