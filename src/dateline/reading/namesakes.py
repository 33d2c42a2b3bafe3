"""Places that share a name with a person of the document: whoever the document knows as a person is no place."""

from __future__ import annotations

import re
import unicodedata

from dateline.reading.context import Reading
from dateline.record import Place, Span


def drop_namesakes(reading: Reading) -> None:
    """Take from `reading.places` the mentions that are the surname of a person ("spoke to Erdogan")."""
    kept: list[Place] = []
    for place in reading.places:
        mentions = [span for span in place.mentions if not _is_person(reading, span)]
        if len(mentions) < len(place.mentions):
            dropped = {span for span in place.mentions if span not in mentions}
            for position in [i for i, p in reading.place_at.items() if p is place]:
                if any(start <= reading.doc[position].idx < end for start, end in dropped):
                    del reading.place_at[position]
            place.mentions = mentions
        if mentions:
            kept.append(place)
    ids = {place.id for place in kept}
    dateline = reading.document.dateline
    if dateline is not None and dateline.place not in ids:
        dateline.place = None
    reading.places[:] = kept


def _is_person(reading: Reading, span: Span) -> bool:
    """Whether the words are the surname of the person that the document tells of there."""
    chunk = reading.doc.char_span(*span, alignment_mode="expand")
    entity = reading.entity_at.get(chunk.root.i) if chunk is not None else None
    if chunk is None or entity is None or entity.kind != "person":
        return False
    surname, name = _words(chunk.text), _words(entity.name)
    return len(surname) < len(name) and name[-len(surname) :] == surname


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.findall(r"\w+", plain.casefold())
