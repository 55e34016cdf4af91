"""Payment channels: one verifier a file, each a pure function over raw bytes, headers, keys and the time (R-GTW-1)."""
