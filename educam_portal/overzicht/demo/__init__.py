"""The demo world: fictional ondernemingen, schools and people with years of history, lived through the services.

`verhalen` says what happens to whom, `dossiers` how people do it, `tijd` lets it all happen in the order of the
calendar with the deadline job in between. Nothing here runs outside demo mode.
"""
