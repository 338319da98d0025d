"""What people do with an aanvraag: one function per row of the transition table, named after it (architecture.md §2)."""
