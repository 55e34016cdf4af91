"""Collection: arrears, the ladder, contacts, work orders, bad debt, agencies and appraisal."""
