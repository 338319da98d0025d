"""What every template may use."""


def portaal(request) -> dict:
    return {}
