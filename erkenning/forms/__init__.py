"""Forms of this floor, one module per audience; they clean what was typed, rules and services decide."""
