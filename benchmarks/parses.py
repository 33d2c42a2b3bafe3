"""Parses kept on disk, so that work on the readers never waits for the encoder."""

from __future__ import annotations

import ast
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

import dateline.language
from dateline.language import Parser

NOT_OF_THE_PARSE = {"conllu.py", "__init__.py"}


class ParseCache:
    """Parses by text; a change of the model or of the code of language/ (comments aside) makes all of them anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / fingerprint(Path(dateline.language.__file__).parent)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.vocab = spacy.blank("en").vocab
        self.parsed = 0
        self._parser: Parser | None = None

    @property
    def parser(self) -> Parser:
        if self._parser is None:
            self._parser = Parser()
        return self._parser

    def parse(self, text: str) -> Doc:
        """The parse of a text."""
        return self.get(text, lambda: self.parser.parse(text))

    def get(self, key: str, make: Callable[[], Doc]) -> Doc:
        """What is kept under the key, made now if nothing is."""
        file = self.folder / hashlib.sha1(key.encode()).hexdigest()
        if file.exists():
            return next(iter(DocBin(store_user_data=True).from_bytes(file.read_bytes()).get_docs(self.vocab)))
        doc = make()
        self.parsed += 1
        part = file.with_suffix(f".{os.getpid()}")
        part.write_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes())
        part.rename(file)
        return doc


def fingerprint(language: Path) -> str:
    """Hash of the model and of everything in language/ that a parse depends on."""
    digest = hashlib.sha1()
    for file in sorted(path for path in language.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        if file.name in NOT_OF_THE_PARSE or file.suffix == ".md":
            continue
        digest.update(file.name.encode())
        digest.update(meaning(file.read_text(encoding="utf-8")) if file.suffix == ".py" else file.read_bytes())
    return digest.hexdigest()[:12]


def meaning(source: str) -> bytes:
    """A module's code without comments, docstrings and layout."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return ast.dump(tree).encode()
