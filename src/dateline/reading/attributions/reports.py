"""Where a reporting word has its content and its source in the tree, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.knowledge.speech import Cue, speech
from dateline.reading import syntax

TokenSpan = tuple[int, int]
"""Half-open positions [start, end) in the Doc."""

_FIRST_PERSON = frozenset({"i", "we", "me", "us"})
_DASHES = frozenset({"-", "--", "–", "—", "―"})


@dataclass
class Report:
    """A reporting word at work: `source` heads who reports, as written; `content` is in text order."""

    cue: Cue
    word: Token
    source: Token | None
    content: list[TokenSpan]
    cue_span: TokenSpan
    frame: str


def verb_report(word: Token, cue: Cue) -> Report | None:
    """The report that a verb makes, None where nothing stands for its content."""
    found = _clause(word, cue) or _phrase(word, cue)
    if found is None:
        return None
    frame, content = found
    source = _verb_source(word)
    return Report(cue, word, source, content, _cue_span(word, content, source), frame)


def _verb_source(word: Token) -> Token | None:
    if syntax.is_passive(word):
        agents = syntax.by_phrase(word)
        return agents[0] if agents else None
    own = [c for c in word.children if syntax.relation(c.dep_) == "nsubj"]
    if own:
        return own[0]
    through = syntax.subjects(word)
    return through[0] if through else None


def _clause(word: Token, cue: Cue) -> tuple[str, list[TokenSpan]] | None:
    """Contents that are clauses or quotations: the complement, the clause around "X said", infinitives, gerunds."""
    frames = cue.frames
    finite: list[Token] = []
    infinite: list[Token] = []
    gerunds: list[Token] = []
    for child in word.children:
        link = syntax.relation(child.dep_)
        if link == "ccomp" or (link in {"xcomp", "advcl"} and child.i > word.i):
            if syntax.has_infinitive_marker(child):
                (infinite if link != "advcl" or "audience" in frames else []).append(child)
            elif link == "ccomp" and not (syntax.is_participle(child) and not syntax.auxiliaries(child)
                                          and not syntax.own_subjects(child)):  # fmt: skip
                finite.append(child)
            elif syntax.is_participle(child) and link != "advcl":
                gerunds.append(child)
            elif link == "advcl" and syntax.is_participle(child) and syntax.clause_marker(child) in frames:
                gerunds.append(child)
        elif link == "parataxis" and "quote" in frames and _introduced(word, child):
            finite.append(child)
    if finite and frames & {"clause", "quote", "wh"}:
        return "clause", _around(word, finite)
    if infinite and "infinitive" in frames:
        return "infinitive", [(min(t.left_edge.i for t in infinite), _right(infinite[-1]))]
    if gerunds and ("gerund" in frames or any(syntax.clause_marker(g) in frames for g in gerunds)):
        return "gerund", [(gerunds[0].left_edge.i, _right(gerunds[-1]))]
    if frames & {"clause", "quote"} and syntax.own_subjects(word) and word.head.i != word.i:
        link = syntax.relation(word.dep_)
        if link == "parataxis" or (link == "advcl" and syntax.clause_marker(word) == "as"):
            if not syntax.children(word, "obj", "xcomp") or "audience" in frames:
                return "clause", _around(word, [word.head])
    return None


def _introduced(word: Token, clause: Token) -> bool:
    """Whether a loose clause beside the verb is what it says: after a colon, or in quotation marks."""
    if clause.i < word.i:
        return word.doc[max(0, word.i - 8) : word.i].text.count(",") > 0
    between = word.doc[word.i + 1 : clause.left_edge.i + 1].text
    return any(mark in between for mark in ':"“')


def _around(word: Token, roots: list[Token]) -> list[TokenSpan]:
    """The stretches of the sentence that the clauses at `roots` fill before and after the reporting words."""
    doc, sentence = word.doc, word.sent
    inside = {t.i for root in roots for t in root.subtree}
    if any(word.is_ancestor(root) for root in roots):
        reporting = {t.i for t in word.subtree} - inside | {word.i}
    else:
        reporting = {t.i for t in word.subtree}
    start = end = word.i
    while start - 1 >= sentence.start and (start - 1 in reporting or _is_mark(doc[start - 1], reporting, start - 1)):
        start -= 1
    while end + 1 < sentence.end and end + 1 in reporting:
        end += 1
    before = [t.i for root in roots for t in root.subtree if t.i < start]
    after = [t.i for root in roots for t in root.subtree if t.i > end]
    spans: list[TokenSpan] = []
    lead = any(root.i < word.i for root in roots)
    if before and (lead or not any(syntax.is_predicate(r) and r.i > word.i for r in roots)):
        spans.append((_clause_start(doc, sentence.start, min(before), roots, reporting), start))
    if after:
        spans.append((min(after), max(after) + 1))
    return spans


def _is_mark(token: Token, reporting: set[int], position: int) -> bool:
    return False if not token.is_punct else position - 1 in reporting and not token.is_quote


def _clause_start(doc: Doc, sentence_start: int, leftmost: int, roots: list[Token], reporting: set[int]) -> int:
    """A clause before its "X said" reaches back to where the sentence starts, unless other clauses stand there."""
    start = leftmost
    while start - 1 >= sentence_start and (start - 1) not in reporting:
        start -= 1
    return start


def _phrase(word: Token, cue: Cue) -> tuple[str, list[TokenSpan]] | None:
    """Contents that are phrases: "called for restraint", "described it as a crime", "condemned the attack"."""
    frames = cue.frames
    objects = [c for c in word.children if syntax.relation(c.dep_) == "obj"]
    if "predicate" in frames:
        for child in word.children:
            if syntax.relation(child.dep_) == "xcomp" and child.i > word.i and not syntax.has_infinitive_marker(child):
                start = objects[0].left_edge.i if objects and objects[0].i > word.i else child.left_edge.i
                return "predicate", [(start, _right(child))]
        nominal = [c for c in objects if c.i > word.i]
        if len(nominal) > 1:
            return "predicate", [(nominal[0].left_edge.i, _right(nominal[-1]))]
    if "as" in frames:
        for child in word.children:
            if syntax.relation(child.dep_) in {"obl", "xcomp", "advcl"} and child.i > word.i and _marked(child, "as"):
                start = objects[0].left_edge.i if objects and objects[0].i > word.i else child.left_edge.i
                return "as", [(start, _right(child))]
    for child in word.children:
        if syntax.relation(child.dep_) in {"obl", "advcl", "nmod"} and child.i > word.i:
            marker = syntax.preposition(child) or syntax.clause_marker(child)
            if marker in frames and marker not in {"as", "to"}:
                return marker, [(child.left_edge.i, _right(child))]
            if marker == "to" and "to" in frames and not objects:
                return "to", [(child.left_edge.i, _right(child))]
    if "object" in frames and "audience" not in frames:
        if syntax.is_passive(word):
            if syntax.by_phrase(word):
                own = [c for c in word.children if c.dep_ == "nsubj:pass"]
                if own:
                    return "object", [(own[0].left_edge.i, _right(own[0]))]
            return None
        later = [c for c in objects if c.i > word.i and c.pos_ != "PRON"]
        if later:
            return "object", [(later[0].left_edge.i, _right(later[-1]))]
    return None


def _marked(token: Token, marker: str) -> bool:
    return any(c.lower_ == marker and syntax.relation(c.dep_) in {"case", "mark", "advmod"} for c in token.children)


def _right(token: Token) -> int:
    return token.right_edge.i + 1


def _cue_span(word: Token, content: list[TokenSpan], source: Token | None) -> TokenSpan:
    """The reporting verb with its auxiliaries and adverbs before it, and its particle, preposition or audience after."""
    start, end = word.i, word.i + 1
    blocked = {i for a, b in content for i in range(a, b)}
    if source is not None:
        blocked |= {t.i for t in source.subtree if t.i != word.i} if not source.is_ancestor(word) else {source.i}
    helpers = {"aux", "advmod", "compound", "mark"}
    while start - 1 >= 0:
        previous = word.doc[start - 1]
        if previous.head.i == word.i and syntax.relation(previous.dep_) in helpers and previous.i not in blocked:
            if previous.lower_ in {"as", "that", "because", "if", "while", "when"}:
                break
            start -= 1
        else:
            break
    for child in sorted(word.children, key=lambda c: c.i):
        link = syntax.relation(child.dep_)
        if child.left_edge.i != end or child.i in blocked:
            continue
        if link in {"obj", "iobj"} and not blocked & set(range(child.left_edge.i, child.right_edge.i + 1)):
            if child.right_edge.i - child.left_edge.i <= 6:
                end = child.right_edge.i + 1
        elif child.dep_ == "compound:prt":
            end = child.i + 1
    return start, end


def according_report(source: Token, cue_span: TokenSpan) -> Report:
    """The report of a phrase such as "according to X", whose nominal is `source`."""
    doc, sentence = source.doc, source.sent
    start, end = min(cue_span[0], source.left_edge.i), _right(source)
    predicate = syntax.clause_of(source.head) if source.head.i != source.i else source
    following = doc[end : min(end + 1, sentence.end)].text
    at_start = all(t.is_punct or t.is_space or t.pos_ in {"CCONJ", "ADV"} for t in doc[sentence.start : start])
    rest = [t for t in doc[end : sentence.end] if not (t.is_punct or t.is_space)]
    content: list[TokenSpan]
    if at_start:
        content = [(end, sentence.end)]
    elif not rest:
        content = [(sentence.start, start)]
    else:
        inside = [t.i for t in predicate.subtree if not start <= t.i < end]
        lead = [i for i in inside if i < start]
        tail = [i for i in inside if i >= end]
        content = ([(min(lead), start)] if lead else []) + ([(min(tail), max(tail) + 1)] if tail else [])
        if predicate.i >= end and following not in {","} and lead and len(lead) < 4:
            content = content[1:]
    cue = Cue("according to", "speech", frozenset({"clause"}))
    return Report(cue, doc[cue_span[0]], source, content, cue_span, "according to")


def noun_report(word: Token, cue: Cue) -> Report | None:
    """The report of a noun: "their claim that …", "issued an order to …", "a statement saying …"."""
    content: list[TokenSpan] | None = None
    frame = ""
    for child in word.children:
        link = syntax.relation(child.dep_)
        if child.i < word.i or link not in {"acl", "ccomp", "advcl"} or child.dep_ == "acl:relcl":
            continue
        finite = any(syntax.relation(c.dep_) == "mark" and c.lower_ in {"that", "whether"} for c in child.children)
        if "clause" in cue.frames and (finite or syntax.own_subjects(child)) and not syntax.has_infinitive_marker(child):
            content, frame = [(child.left_edge.i, _right(child))], "clause"
        elif "infinitive" in cue.frames and syntax.has_infinitive_marker(child):
            content, frame = [(child.left_edge.i, _right(child))], "infinitive"
    if content is None:
        return None
    source = _noun_source(word)
    if source is None and frame == "infinitive":
        return None
    return Report(cue, word, source, content, (word.i, word.i + 1), frame)


def _noun_source(word: Token) -> Token | None:
    owners = syntax.possessors(word)
    if owners:
        return owners[0]
    phrases = syntax.nominal_modifiers(word)
    for preposition in ("by", "from"):
        if phrases.get(preposition):
            return phrases[preposition][0]
    head = word.head
    if head.lemma_.lower() in speech().carriers and syntax.relation(word.dep_) == "obj":
        agents = syntax.agents(head)
        return agents[0] if agents else None
    return None


def is_first_person(token: Token) -> bool:
    """Whether the source is the speaker of the words around it."""
    return token.lower_ in _FIRST_PERSON
