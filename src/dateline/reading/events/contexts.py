"""Why an event happened: PLOVER contexts by the words of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.ontology import Ontology

if TYPE_CHECKING:
    from dateline.reading.events.candidates import Candidate


def contexts_of(ontology: Ontology, candidate: Candidate) -> list[str]:
    """The contexts that the entry gives, then those that words of the sentence speak for, in alphabetical order."""
    found = list(candidate.match.entry.contexts)
    lemmas = candidate.around
    for context, words in sorted(ontology.contexts.items()):
        if context not in found and lemmas & set(words):
            found.append(context)
    if {"illegal_drugs", "trafficking", "corruption"} & set(found) and "crime" in found:
        found.remove("crime")
    return found
