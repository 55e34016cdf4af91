"""Payment channels as the gateway meets them: each signs as the real one does, with keys made at run time."""
