"""What customers get on paper."""
