"""The sample operator: what it sells, to whom, and how they behave."""
