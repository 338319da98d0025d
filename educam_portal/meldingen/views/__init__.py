"""Screens: the inbox of everybody with an account, and the mailbox of the demo."""
