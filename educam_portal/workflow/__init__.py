"""Transitions, one door per change, and named facts."""
