"""`make bench`: pages and jobs at a thousand and at a hundred thousand dossiers, beside a bare Django page."""
