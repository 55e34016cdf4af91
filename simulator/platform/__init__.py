"""The provisioning platform: it builds, switches and calls back, and is not always prompt or tidy."""
