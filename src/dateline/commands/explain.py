"""`dateline explain`: why each event was read as it was, and why others were not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import DatelineError
from dateline.sources import Defaults, read_inputs, read_published

if TYPE_CHECKING:
    from dateline.reading.context import Reading
    from dateline.reading.events.matching import Near
    from dateline.reading.tree import Span, Token
    from dateline.record import Event


def explain(
    input: Annotated[str, typer.Argument(help="A text, HTML or JSON Lines file, or - for standard input.")],
    event: Annotated[str | None, typer.Argument(help="The id of one event, such as v3; all if left out.")] = None,
    published: Annotated[str | None, typer.Option(help="Date of documents that state none.")] = None,
    actors: Annotated[Path | None, typer.Option(help="Own actor list: CSV, Phoenix or FollowTheMoney.")] = None,
    ontology: Annotated[Path | None, typer.Option(help="Folder with an own ontology.")] = None,
) -> None:
    """Explain how events were read: sentence, tree, the entry that matched, roles, status, and what nearly matched.

    A document without events is explained too: which words of it the ontology knows, and what each of them lacked.

    [bold]Examples[/bold]

    dateline explain dispatch.txt

    dateline explain dispatch.txt v3

    echo "Rebels fired rockets at the airport on Sunday." | dateline explain -
    """
    from dateline.coder import Coder

    coder = Coder(actors, ontology)
    shown = False
    for item in read_inputs([input], Defaults(published and read_published(published))):
        if item.document is None:
            raise DatelineError(f"{item.where}: {item.message}")
        for line in explained(coder.read(item.document), event):
            typer.echo(line)
            shown = True
    if not shown:
        missing = f"no event {event}; leave the id out to see all" if event else "no document"
        raise DatelineError(f"{input}: {missing}")


def explained(reading: Reading, wanted: str | None = None) -> Iterator[str]:
    """The explanation of a document's events, or of one of them, line by line."""
    from dateline.reading.events import near_matches

    events = [e for e in reading.events if wanted in (None, e.id)]
    near = near_matches(reading)
    if wanted is not None and not events:
        return
    if not events:
        yield f"{reading.document.id}: no events"
    for sentence in reading.doc.sents:
        inside = [e for e in events if sentence.start_char <= e.trigger[0] < sentence.end_char]
        missed = [n for n in near if sentence.start <= n.token.i < sentence.end]
        if inside or (not events and sentence.text.strip()):
            yield from _sentence(reading, sentence, inside, missed)


def _sentence(reading: Reading, sentence: Span, events: list[Event], near: list[Near]) -> Iterator[str]:
    yield ""
    yield " ".join(sentence.text.split())
    if events or near:
        yield from _tree(sentence.root, "  ")
    for event in events:
        names = {e.id: e.name for e in reading.entities}
        actors = ", ".join(names[i] for i in event.actors) or "nobody named"
        recipients = ", ".join(names[i] for i in event.recipients)
        start, end = event.trigger
        yield f"  {event.id} {event.type} «{reading.document.text[start:end]}» {event.status}"
        yield f"     {actors}{f' -> {recipients}' if recipients else ''}"
        yield from (f"     - {reason}" for reason in reading.why.get(event.id, []))
    if not events and not near:
        yield "  no word of it is in the ontology"
    taken = {e.rule for e in events}
    for one in _distinct([n for n in near if n.entry.id not in taken])[:8]:
        kind = one.entry.type or "no event"
        yield f"  nearly: {one.token.text!r} as {kind} by {one.entry.id}, but not {one.failed}"


def _distinct(near: list[Near]) -> list[Near]:
    found: dict[tuple[int, str], Near] = {}
    for one in near:
        found.setdefault((one.token.i, one.entry.id), one)
    return list(found.values())


def _tree(token: Token, indent: str) -> Iterator[str]:
    """The tree below a word, a line a word, dependents in the order of the text."""
    yield f"{indent}{token.text} [{token.pos_} {token.dep_}]"
    for child in token.children:
        yield from _tree(child, indent + "  ")
