"""`dateline doctor`: whether the installation is whole, how old its reference data is, and what to do."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable
from datetime import date, timedelta
from importlib import metadata

import typer

from dateline.errors import DatelineError

OLD = timedelta(days=2 * 365)
SENTENCE = "Rebels shelled the town of Azaz on Monday, killing at least 12 people, the governor said."


def doctor() -> None:
    """Check the installation: packages, language model, reference data and their dates, and one sentence coded.

    [bold]Exit status[/bold]: 0 all is well; 1 something is to be mended, and the report says how.

    [bold]Examples[/bold]

    dateline doctor
    """
    checks: dict[str, Callable[[], str]] = {
        "versions": _versions,
        "packages": _packages,
        "language model": _model,
        "ontology": _ontology,
        "actors": _actors,
        "countries": _countries,
        "gazetteer": _gazetteer,
        "coding": _coding,
    }
    failed = 0
    for name, check in checks.items():
        try:
            sign, said = "ok", check()
        except Exception as error:
            failed += 1
            remedy = "" if isinstance(error, DatelineError) else f" ({type(error).__name__}); install dateline again"
            sign, said = "BAD", f"{error}{remedy}"
        typer.echo(f"{sign:4}{name:16}{said}")
    typer.echo("all is well" if not failed else f"{failed} to be mended", err=True)
    raise typer.Exit(1 if failed else 0)


def _versions() -> str:
    return f"dateline {metadata.version('dateline')}, Python {platform.python_version()}, {platform.machine()}"


def _packages() -> str:
    missing, found = [], 0
    for requirement in metadata.requires("dateline") or []:
        name = re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0]
        if "extra ==" in requirement:
            continue
        try:
            metadata.version(name)
            found += 1
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        raise DatelineError(f"not installed: {', '.join(missing)}; run: pip install {' '.join(missing)}")
    return f"{found} required packages are installed"


def _model() -> str:
    from dateline.language import Parser
    from dateline.language.encoder import MODEL

    parsed = Parser().parse("Rebels shelled the town.")
    if [token.lemma_ for token in parsed if token.dep_ == "root"] != ["shell"]:
        raise DatelineError("the model is there but parses a plain sentence wrongly: install dateline again")
    size = sum(path.stat().st_size for path in MODEL.iterdir()) / 1e6
    return f"{size:.0f} MB, parses"


def _ontology() -> str:
    from dateline.knowledge.ontology import load_ontology

    ontology = load_ontology()
    return f"{len(ontology.types)} types, {sum(1 for _ in ontology.entries()):,} entries"


def _actors() -> str:
    from dateline.knowledge.actors import shipped

    known = {actor for actors in shipped().rows.values() for actor in actors}
    newest = max(actor.since for actor in known)
    return f"{len(known):,} rows; the newest begins {_dated(newest)}"


def _countries() -> str:
    from dateline.knowledge.countries import countries, country_of

    if country_of("Ivory Coast") != "CIV":
        raise DatelineError("the table of countries is damaged: install dateline again")
    return f"{len(countries())} countries and territories"


def _gazetteer() -> str:
    from dateline.knowledge.gazetteer import gazetteer

    places = gazetteer()
    if not any(place.country == "UKR" for place in places.lookup("Kyiv")):
        raise DatelineError("the gazetteer does not know Kyiv: install dateline again")
    about = places.about
    return f"{about['places']:,} places of {about['source']} ({about['licence']}), built {_dated(about['built'])}"


def _coding() -> str:
    from dateline.coder import Coder

    record = Coder().code(SENTENCE, published="2024-05-08")
    if not record.events or not record.figures:
        raise DatelineError("a plain sentence gave no event or no figure: install dateline again")
    return f"one sentence gave {len(record.events)} events, {len(record.figures)} figure, {len(record.places)} place"


def _dated(day: str) -> str:
    """The day, with advice where it is long past."""
    age = date.today() - date.fromisoformat(day)
    return f"{day}, which is long ago: look for a newer version" if age > OLD else day
