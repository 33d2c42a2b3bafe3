"""`dateline place`: which place a name means in a context, and why."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dateline.errors import DatelineError

SHOWN = 6


def place(
    name: Annotated[str, typer.Argument(help='The name, with what it lies in where known: "Tripoli, Lebanon".')],
    context: Annotated[str, typer.Option("--context", metavar="TEXT", help="Text that the name stands in.")] = "",
) -> None:
    """Resolve a place name: the candidates with their scores, the one that is chosen, and the reasons.

    [bold]Examples[/bold]

    dateline place "Tripoli, Lebanon"

    dateline place Tripoli --context "Militias clashed in Benghazi and Tripoli."
    """
    from dateline.knowledge.gazetteer import gazetteer
    from dateline.reading.places.mentions import find_mentions
    from dateline.reading.places.resolve import describe, resolve
    from dateline.reading.places.surroundings import Mention

    places = gazetteer()
    asked, *holders = (part.strip() for part in name.split(","))
    mentions = [Mention(0, 1, asked, list(places.lookup(asked) or places.spelled_like(asked)), "asked for")]
    if not mentions[0].candidates:
        raise DatelineError(
            f"the gazetteer ({places.about['places']:,} places, {places.about['built']}) knows no place called "
            f"{asked!r}; try another spelling, or add a row to knowledge/data/toponyms.csv"
        )
    if context and places.knows(context):
        holders, context = [*holders, context], ""
    for holder in holders:
        known = places.lookup(holder) or tuple(places.abbreviations.get(holder, ()))
        mentions[0].containers.append((len(mentions), "after a comma"))
        mentions.append(Mention(0, 1, holder, list(known), "asked for"))
    if context:
        from dateline.language import Parser
        from dateline.reading.tree import Doc

        found = find_mentions(Doc(Parser().parse(context)), places)
        mentions += [mention for mention in found if mention.name != asked]
    for mention in mentions[len(holders) + 1 :]:
        mention.containers.clear()
    choice = resolve(mentions)[0]
    table = Table("place", "kind", "people", "latitude", "longitude", "GeoNames", "score", title=name)
    for toponym, score in choice.ranked[:SHOWN]:
        table.add_row(
            describe(toponym).rsplit(" (", 1)[0], toponym.kind, f"{toponym.population:,}" if toponym.population else "",
            f"{toponym.latitude:.4f}", f"{toponym.longitude:.4f}", str(toponym.geonames or ""), f"{score:.2f}",
        )  # fmt: skip
    console = Console()
    console.print(table)
    if choice.place is not None:
        console.print(f"Chosen: {describe(choice.place)}, precision {choice.place.precision}")
    for reason in choice.reasons:
        console.print(f"  {reason}", highlight=False)
    console.print(
        f"Gazetteer: {places.about['source']}, {places.about['licence']}, built {places.about['built']}", style="dim"
    )
