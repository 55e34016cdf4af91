"""What the suite answers when it is asked at the end, read into plain values."""
