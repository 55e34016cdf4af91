"""Pure decisions of credit: facts, policy and dates in; a frozen decision out, or a refusal."""
