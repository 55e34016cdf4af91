"""Mechanism that all five services use. No business noun stands here."""
