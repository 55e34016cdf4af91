"""Payment: books, payments, receivables, settlement and the ledger."""
