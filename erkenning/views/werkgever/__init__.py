"""The screens of a werkgever: one thing per page, on a phone, without JavaScript (ux.md §0, §3.2)."""
