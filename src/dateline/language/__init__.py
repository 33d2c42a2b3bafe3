"""Document into parsed text: sentences, tokens, tags, lemmas, dependencies and names."""
