"""The screens about organisations, one module per audience."""
