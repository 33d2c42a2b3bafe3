"""The ontology that events are read by: types, word classes and a lexicon of predicates, all of them YAML files."""

from dateline.knowledge.ontology.entries import Entry, EventTypeInfo, Words
from dateline.knowledge.ontology.loader import Ontology, load_ontology

__all__ = ["Entry", "EventTypeInfo", "Ontology", "Words", "load_ontology"]
