"""Pure decisions about money: no store, no wire, no clock."""
