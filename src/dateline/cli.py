"""The `dateline` command: a table of commands, each imported only when it is asked for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import NamedTuple, NoReturn

import typer

from dateline.errors import DatelineError


class Command(NamedTuple):
    """Where a command lives (`module:attribute`, a function or a `typer.Typer`) and its line in `dateline --help`."""

    target: str
    help: str
    panel: str


CODING, EXPLAINING, SITUATION, SETUP = "Code documents", "Look inside", "Follow a situation", "Installation"

COMMANDS = {
    "code": Command("dateline.commands.code:code", "Code documents into records, one JSON line each.", CODING),
    "show": Command("dateline.commands.show:show", "Show one document and what was read from it.", CODING),
    "schema": Command("dateline.commands.schema:schema", "Print the JSON Schema of a record.", CODING),
    "parse": Command("dateline.commands.parse:parse", "Parse text into CoNLL-U.", EXPLAINING),
    "explain": Command("dateline.commands.explain:explain", "Explain how events were read.", EXPLAINING),
    "actor": Command("dateline.commands.actor:actor", "Resolve the name or description of an actor.", EXPLAINING),
    "place": Command("dateline.commands.place:place", "Resolve a place name.", EXPLAINING),
    "ontology": Command("dateline.commands.ontology:app", "Check and search the ontology.", EXPLAINING),
    "add": Command("dateline.commands.add:add", "Add documents or records to a situation file.", SITUATION),
    "incidents": Command("dateline.commands.incidents:incidents", "List incidents across documents.", SITUATION),
    "ledger": Command("dateline.commands.ledger:ledger", "Compare what every source counted.", SITUATION),
    "statements": Command("dateline.commands.statements:statements", "List who said what.", SITUATION),
    "itinerary": Command("dateline.commands.itinerary:itinerary", "Who went where, to see whom.", SITUATION),
    "judge": Command("dateline.commands.judge:judge", "Say whether two events are the same.", SITUATION),
    "report": Command("dateline.commands.report:report", "Write a situation as one HTML page.", SITUATION),
    "export": Command("dateline.commands.export:export", "Export a situation to other formats.", SITUATION),
    "doctor": Command("dateline.commands.doctor:doctor", "Check the installation.", SETUP),
}


def load(command: Command) -> Callable[..., object] | typer.Typer:
    """Import what a command's target names; raises DatelineError if it cannot be imported."""
    module, attribute = command.target.split(":")
    try:
        loaded: Callable[..., object] | typer.Typer = getattr(importlib.import_module(module), attribute)
    except ImportError as error:
        raise DatelineError(f"this command cannot be loaded ({error}); run: dateline doctor") from error
    return loaded


def build(wanted: str | None) -> typer.Typer:
    """The app in which the wanted command is real and every other one is a line of help."""
    app = typer.Typer(
        name="dateline",
        help="News dispatches into an auditable situation record.",
        epilog="Start with: dateline show examples/earthquake.txt",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(invoke_without_command=True)
    def options(version: bool = typer.Option(False, "--version", help="Print the version and exit.")) -> None:
        if version:
            from importlib.metadata import version as installed

            typer.echo(f"dateline {installed('dateline')}")
            raise typer.Exit

    for name, command in COMMANDS.items():
        if name != wanted:
            app.command(name, short_help=command.help, rich_help_panel=command.panel)(_not_loaded)
            continue
        loaded = load(command)
        if isinstance(loaded, typer.Typer):
            app.add_typer(loaded, name=name, short_help=command.help, rich_help_panel=command.panel)
        else:
            app.command(name, short_help=command.help, rich_help_panel=command.panel)(loaded)
    return app


def _not_loaded() -> None:
    raise AssertionError("only the wanted command is ever run")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 some documents failed, 2 wrong usage or unusable input."""
    argv = sys.argv[1:] if arguments is None else arguments
    wanted = next((word for word in argv if not word.startswith("-")), None)
    try:
        build(wanted)(argv, prog_name="dateline")
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        sys.exit(2)
    sys.exit(0)
