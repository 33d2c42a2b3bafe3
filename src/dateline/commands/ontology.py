"""`dateline ontology`: check an ontology folder, find what a word can mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import DatelineError
from dateline.knowledge.ontology.entries import Entry
from dateline.knowledge.ontology.loader import compile_shipped, load_ontology, read_ontology, shipped_directory

app = typer.Typer(
    help="""Check and search the ontology.

    [bold]Examples[/bold]

    dateline ontology check my-ontology

    dateline ontology find strike
    """,
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="A folder or a file of one; the shipped ontology if left out.")
    ] = None,
) -> None:
    """Say what is wrong with an ontology, a line for each problem; exit status 2 if there is any.

    [bold]Examples[/bold]

    dateline ontology check

    dateline ontology check my-ontology

    dateline ontology check my-ontology/assault.yaml
    """
    path = path or shipped_directory()
    if not path.exists():
        raise DatelineError(f"{path}: no such file or folder")
    ontology = read_ontology(path.parent if path.is_file() else path)
    wanted = [p for p in ontology.problems if path.is_dir() or p.startswith(path.name)]
    if wanted:
        raise DatelineError("\n  ".join([f"{path} has {len(wanted)} problems:", *wanted]))
    entries = [e for e in ontology.entries() if path.is_dir() or e.id.startswith(f"{path.name}:")]
    words = {(e.section, e.key) for e in entries}
    typer.echo(f"{path}: {len(words)} predicates with {len(entries)} readings, no problem found")


@app.command(name="compile")
def compile_() -> None:
    """Compile the shipped ontology after its files were edited, so that it loads at once.

    [bold]Examples[/bold]

    dateline ontology compile
    """
    typer.echo(f"wrote {compile_shipped()}")


@app.command()
def find(
    word: Annotated[str, typer.Argument(help="A lemma, or several words of a key: attack, carry out.")],
    ontology: Annotated[Path | None, typer.Option(help="An own ontology folder instead of the shipped one.")] = None,
) -> None:
    """Show every reading that a word has, or takes part in.

    [bold]Examples[/bold]

    dateline ontology find fire
    """
    found = load_ontology(ontology).find(word)
    if not found:
        typer.echo(f"{word}: not in the ontology; add an entry to the file of its type (docs/ontology.md)")
        return
    for entry in found:
        typer.echo(describe(entry))


def describe(entry: Entry) -> str:
    """An entry on one line: what it reads the key as, under which conditions, with which roles."""
    parts = [entry.type or "no event", *(f"mode {m}" for m in entry.modes)]
    parts += [f"{slot}: {words.text}" for slot, words in entry.conditions]
    if entry.reciprocal:
        parts.append("reciprocal")
    for name, slots in (("actor", entry.actor), ("recipient", entry.recipient)):
        if slots is not None:
            parts.append(f"{name} from {', '.join(slots) or 'nowhere'}")
    return f"{entry.id}  ->  {'; '.join(parts)}"
