"""How the portal talks to its database, beside what DATABASE_URL says (`settings.py`)."""

from typing import Any

# Deferred transactions deadlock as soon as two writers read first; IMMEDIATE ones wait their turn.
SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
# What is read often stays in memory: following an index costs little more there than reading on. Compiling a query or
# starting workers for it takes longer than any query of ours.
POSTGRES = "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"


def met_opties(databank: dict[str, Any]) -> dict[str, Any]:
    """`databank` as DATABASE_URL gave it, with our options under its own: what stands in the address wins."""
    eigen = databank.get("OPTIONS", {})
    if databank["ENGINE"] == "django.db.backends.sqlite3":
        return databank | {"OPTIONS": SQLITE | eigen}
    # Of two values for one setting of the server the last one counts.
    opties = eigen | {"options": f"{POSTGRES} {eigen.get('options', '')}".strip()}
    return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | databank | {"OPTIONS": opties}
