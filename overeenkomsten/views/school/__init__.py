"""The screens of a school: its board, its lerenden, and drafting an overeenkomst (ux.md §3.5)."""
