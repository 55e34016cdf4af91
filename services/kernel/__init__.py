"""Pure values that stand in two or more services' contracts. No I/O, no clock, no framework."""
