"""What the readers look things up in: the ontology, the lexicons, actors, offices, countries and the gazetteer."""
