"""Cleaning of hostile files, in a process of its own. Nothing in here may import Django or the portal."""
