"""Bytes into documents: text, HTML pages, JSON Lines, folders of them, standard input."""

from dateline.sources.document import MAX_CHARACTERS, make_document, read_published
from dateline.sources.inputs import Defaults, Item, files_in, read_inputs

__all__ = ["MAX_CHARACTERS", "Defaults", "Item", "files_in", "make_document", "read_inputs", "read_published"]
