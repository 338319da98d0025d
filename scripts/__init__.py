"""What the Makefile calls: set-up, run, checks. None of it is imported by the portal itself."""
