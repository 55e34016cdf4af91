"""Pure decisions of rating."""
