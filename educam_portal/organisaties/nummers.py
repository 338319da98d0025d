"""Belgian identifiers: clean-up, validity and usual form (rules.md §9, facts.md §6)."""
