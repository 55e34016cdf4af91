"""RPCs: decode, call one use case, encode. One file a noun."""
