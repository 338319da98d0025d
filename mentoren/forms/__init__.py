"""Forms of this floor, one module per subject."""
