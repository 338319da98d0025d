"""The screens of the coördinator: all regions at once, and work handed over."""
