"""The screens of the sectorconsulent (ux.md §3.4). A coördinator opens them too, for every region."""
