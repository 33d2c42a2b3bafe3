"""Records into a situation: duplicates, incidents across documents, the ledger of figures; kept in a DuckDB file."""

from dateline.situation.filters import Filter
from dateline.situation.query import Situation
from dateline.situation.query import open_situation as open

__all__ = ["Filter", "Situation", "open"]
