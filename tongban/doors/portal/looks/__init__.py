"""What the pages of the portal say about rows they were given: words and small values, no rules."""
