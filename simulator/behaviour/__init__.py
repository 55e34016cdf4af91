"""How the customers behave: what they pay and when, what they order, whom they call."""
