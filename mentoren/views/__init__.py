"""The screens of this floor, one module per audience."""
