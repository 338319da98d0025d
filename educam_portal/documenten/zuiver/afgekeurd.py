"""How the cleaners refuse a file. Loads nothing: the web process uses it without Pillow or pikepdf in its memory."""

# A bundle of attests or a training plan stays far below it.
MAX_PAGINAS = 200


class Afgekeurd(Exception):
    """The file is refused; `code` is a key of `documenten.fouten.ZINNEN`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
