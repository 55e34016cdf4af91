"""What must be true at the end, worked out from queries and from the simulator's own record, not from the suite's
own checks.
"""
