"""The one way a service says no."""


class Geweigerd(Exception):
    """A service refuses; `zin` is one Dutch sentence for the person who asked, which also says what to do next.

    `veld` names the answer it is about, so that a form can say it there.
    """

    def __init__(self, zin: str, veld: str = ""):
        super().__init__(zin)
        self.zin = zin
        self.veld = veld

    def __str__(self) -> str:
        return self.zin


class Verouderd(Geweigerd):
    """Somebody else saved this since the page was opened. What was typed is shown again, and the next press counts."""
