"""Pure decisions of collection: no store, no wire, no clock, no log."""
