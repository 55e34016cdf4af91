"""Gateway: receives what payment channels and provisioning platforms send, and sends them commands (R-GTW)."""
