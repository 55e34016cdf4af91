"""Pure decisions of the gateway: what moves a command on, when to try again, when to stop trying."""
