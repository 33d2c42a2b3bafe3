"""Document into parsed text: sentences, tokens, tags, lemmas, dependencies and names."""

from dateline.language.parser import Parser

__all__ = ["Parser"]
