"""How a line of the log reads: with where something happened, without the secret of a personal link in it."""

import logging
import re

# What `geheime_link.token_van` makes; Django writes the path of every refused request.
_TOKEN = re.compile(r"[0-9a-f]{64}")


class Regel(logging.Formatter):
    """As the standard one, also for a traceback, with every secret of a link masked."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("•••", super().format(record))
