"""The screens of this floor, one module per audience and task; a view fetches in scope, calls one service, answers."""
