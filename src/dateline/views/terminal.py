"""One document on a terminal: its text with coloured spans, then the facts with their words."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.record import Record, Span
from dateline.views.facts import Evidence, Facts, NamedFact, arrange, printable

COLOURS = {
    "entity": "blue", "place": "green", "time": "magenta", "cue": "italic cyan", "figure": "bold yellow",
    "event": "bold red",
}  # fmt: skip
STATUS_COLOURS = {"occurred": "dim", "ongoing": "dim"}


def show(record: Record, console: Console, why: Mapping[str, list[str]] | None = None) -> None:
    """Print a record; reasons are printed where `why` (by the id of a part) is given."""
    facts = arrange(record, why)
    explained = why is not None
    document = record.document
    console.print(Text(printable(document.title or document.id), style="bold"))
    console.print(Text(printable(" · ".join(filter(None, (document.publisher, document.published)))), style="dim"))
    console.print(_legend())
    console.print()
    console.print(_coloured(record))
    _show_events(facts, console, explained)
    _show_figures(facts, console, explained)
    _show_statements(facts, console, explained)
    _show_named("Who", facts.actors, console, explained)
    _show_named("Where", facts.places, console, explained)
    _show_named("When", facts.times, console, explained)


def _legend() -> Text:
    labels = {"event": "event", "figure": "figure", "cue": "who speaks", "entity": "actor"}
    return Text(" · ").join(Text(labels.get(layer, layer), style=style) for layer, style in reversed(COLOURS.items()))


def _coloured(record: Record) -> Text:
    text = Text(printable(record.document.text))
    layers: list[tuple[str, list[Span]]] = [
        ("entity", [span for entity in record.entities for span in entity.mentions]),
        ("place", [span for place in record.places for span in place.mentions]),
        ("time", [time.span for time in record.times]),
        ("cue", [part.cue for part in record.attributions if part.cue]),
        ("figure", [figure.span for figure in record.figures]),
        ("event", [event.trigger for event in record.events]),
    ]
    for layer, spans in layers:
        for start, end in spans:
            text.stylize(COLOURS[layer], start, end)
    return text


def _show_events(facts: Facts, console: Console, explained: bool) -> None:
    _heading("What happened", len(facts.events), console)
    for fact in facts.events:
        line = Text.assemble((fact.type, COLOURS["event"]), " ", (" ".join(fact.modes), "red"))
        line.append(f"  [{fact.status}]", STATUS_COLOURS.get(fact.status, "bold"))
        line.append("  " + (", ".join(fact.actors) or "actor not named"))
        if fact.recipients:
            line.append(" → ", "dim").append(", ".join(fact.recipients))
        where = " · ".join(filter(None, (fact.place, fact.when, *fact.contexts)))
        _show_fact(line, where, fact.evidence, console, explained, rule=fact.rule)


def _show_figures(facts: Facts, console: Console, explained: bool) -> None:
    figures = [fact for group in facts.figures.values() for fact in group]
    if not figures:
        return
    _heading("How many", len(figures), console)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("measure", "count", "of whom", "", "as of", "said by"):
        table.add_column(column)
    for fact in figures:
        table.add_row(
            Text("└ part" if fact.part_of else fact.measure),
            Text.assemble((fact.count, COLOURS["figure"]), f" {fact.counting}" if fact.counting else ""),
            Text.assemble(fact.subject or "", (" " + " ".join(fact.about), "dim")),
            Text("" if fact.status == "occurred" else fact.status, style="bold"),
            Text(fact.as_of or "", style="dim"),
            Text(fact.evidence.voice or "the document", style="cyan" if fact.evidence.voice else "dim"),
        )
    console.print(Padding(table, (0, 0, 0, 2)))
    if explained:
        for fact in figures:
            _show_reasons(Text(fact.evidence.quote.words), fact.evidence.why, console)


def _show_statements(facts: Facts, console: Console, explained: bool) -> None:
    if facts.statements:
        _heading("Who said what", len(facts.statements), console)
    for fact in facts.statements:
        line = Text.assemble((fact.evidence.voice or "", "bold cyan"), " ", (fact.cue or "", "italic"))
        if fact.within:
            line.append(f"  as told by {fact.within}", "dim")
        line.append(f"  [{fact.quotation}]", "dim")
        console.print(Padding(line, (0, 0, 0, 2)))
        console.print(Padding(Text(" … ".join(fact.words)), (0, 0, 0, 4)))
        if explained:
            _show_reasons(None, fact.evidence.why, console)


def _show_named(heading: str, named: list[NamedFact], console: Console, explained: bool) -> None:
    if not named:
        return
    _heading(heading, len(named), console)
    for fact in named:
        line = Text.assemble((fact.name, COLOURS["entity"]), "  ", (" · ".join(fact.details), "dim"))
        if len(fact.evidence.spans) > 1:
            line.append(f"  ×{len(fact.evidence.spans)}", "dim")
        console.print(Padding(line, (0, 0, 0, 2)))
        if explained:
            _show_reasons(None, fact.evidence.why, console)


def _show_fact(line: Text, where: str, evidence: Evidence, console: Console, explained: bool, rule: str) -> None:
    console.print(Padding(line, (0, 0, 0, 2)))
    details = Text.assemble((where, "dim"))
    if evidence.voice:
        details.append("  says " if where else "says ", "dim").append(evidence.voice, "cyan")
    if details:
        console.print(Padding(details, (0, 0, 0, 4)))
    clipped = evidence.quote.clipped(60)
    quote = Text.assemble("“", clipped.before, (clipped.words, "bold"), clipped.after, "”")
    quote = Text(" ").join(quote.split("\n"))
    console.print(Padding(quote, (0, 0, 0, 4)))
    if explained:
        _show_reasons(None, [f"rule {rule}", *evidence.why], console)


def _show_reasons(label: Text | None, reasons: list[str], console: Console) -> None:
    for reason in reasons:
        line = Text.assemble("· ", label, ": ", reason) if label else Text(f"· {reason}")
        line.stylize("dim")
        console.print(Padding(line, (0, 0, 0, 6)))


def _heading(title: str, size: int, console: Console) -> None:
    console.print()
    console.print(Rule(f"{title} ({size})", align="left", style="dim"))
