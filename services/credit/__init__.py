"""The service credit: grades, terms, exemptions, warnings, limits and control decisions."""
