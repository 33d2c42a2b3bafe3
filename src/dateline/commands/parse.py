"""`dateline parse`: text, or the tokens of CoNLL-U, to CoNLL-U."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import DatelineError


def parse(
    source: Annotated[Path, typer.Argument(metavar="FILE|-", help="A text file, a .conllu file, or - for either.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where to write.")] = None,
) -> None:
    """Parse text into CoNLL-U: sentences, lemmas, tags, dependencies, and names in MISC (NE=B-PER).

    The tokens and sentences of a CoNLL-U file are kept as they are, and its other columns are filled in.

    [bold]Examples[/bold]

    dateline parse examples/coup.txt -o coup.conllu

    echo "Envoys met in Geneva." | dateline parse -
    """
    from dateline.language import Parser
    from dateline.language.conllu import looks_like_conllu, parse_conllu, to_conllu

    text = read_text(source)
    parser = Parser()
    if source.suffix == ".conllu" or (str(source) == "-" and looks_like_conllu(text)):
        result = parse_conllu(text, parser, str(source))
    else:
        result = to_conllu(parser.parse(text))
    if output is None:
        sys.stdout.buffer.write(result.encode())
        return
    try:
        output.write_text(result, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DatelineError(f"{output}: {error.strerror}; choose another file with -o") from error


def read_text(source: Path) -> str:
    """The text of a file or of standard input; raises DatelineError where it cannot be read as UTF-8."""
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
    except OSError as error:
        raise DatelineError(f"{source}: {error.strerror}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DatelineError(f"{source}: byte {error.start} is not UTF-8; convert the file to UTF-8 first") from error
