"""Screens about premiums, one module per audience."""
