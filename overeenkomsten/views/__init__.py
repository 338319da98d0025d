"""Screens about overeenkomsten, one module per audience."""
