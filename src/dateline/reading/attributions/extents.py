"""How far a reported clause reaches in its sentence, and where the reporter goes on."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.knowledge.sectors import lexicon
from dateline.knowledge.speech import speech
from dateline.reading import syntax
from dateline.reading.attributions.report import TokenSpan
from dateline.reading.tree import Doc, Token

_LEADING = frozenset({"nsubj", "aux", "advmod", "expl", "cc"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART"})
_REASONS = frozenset({"because", "if", "since", "unless", "so", "until"})


def around(word: Token, roots: list[Token]) -> list[TokenSpan]:
    """The stretches of the sentence that the clauses at `roots` fill before and after the reporting words."""
    doc = word.doc
    own = {t.i for t in word.subtree}
    above = any(word.is_ancestor(root) for root in roots)
    inside = {t.i for root in roots for t in root.subtree}
    for root in roots:
        inside -= {t.i for c in syntax.children(root, "iobj") if c.i < root.i for t in c.subtree}
    inside -= set() if above else own
    reporting = own - inside if above else own
    start, end = _cluster(word, reporting)
    inside -= {t.i for root in roots for c in root.children if c.i > end and speaks_besides(c) for t in c.subtree}
    before = [i for i in inside if i < start]
    after = [i for i in inside if i > end]
    spans: list[TokenSpan] = []
    if before and any(root.i < word.i for root in roots):
        closing = all(t.is_punct or t.is_space for t in doc[end + 1 : word.sent.end])
        edge = word.left_edge.i if above else min(root.left_edge.i for root in roots)
        if closing and syntax.relation(word.dep_) in {"root", "parataxis"}:
            edge = word.sent.start
        blocked = {
            t.i for c in word.children if syntax.relation(c.dep_) in {"obl", "advcl"} for t in c.subtree
        } - inside
        first = min(before)
        while first - 1 >= edge and first - 1 not in blocked:
            first -= 1
        spans.append((first, start))
    elif before:
        spans.append((min(before), max(before) + 1))
    lead = bool(spans) and any(root.i < word.i for root in roots)
    if lead and end + 1 < word.sent.end and doc[end + 1].text == "," and not _has_verb(doc, spans[0]):
        after = list(range(end + 2, word.sent.end))
    elif lead and after and syntax.relation(word.dep_) != "parataxis":
        after = [i for i in after if i >= min(after)] if any(t.is_quote for t in doc[end + 1 : min(after) + 1]) else []
    if after:
        spans.append((min(after), tail(word, roots, min(after), max(after) + 1)))
    return [(a, b) for a, b in spans if any(not t.is_punct and not t.is_space for t in doc[a:b])]


def speaks_besides(clause: Token) -> bool:
    """Whether a participle tells how the source spoke: "…, she said, speaking on condition of anonymity"."""
    own = syntax.is_participle(clause) and not syntax.own_subjects(clause) and clause.nbor(-1).text == ","
    return own and syntax.relation(clause.dep_) == "advcl" and clause.lemma_.lower() in speech().verbs


def _has_verb(doc: Doc, span: TokenSpan) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} for t in doc[span[0] : span[1]])


def _cluster(word: Token, reporting: set[int]) -> TokenSpan:
    """The unbroken run of reporting words around the verb, first and last position: "Foreign Minister X told CNN"."""
    doc, sentence = word.doc, word.sent
    start = end = word.i
    lead = {t.i for c in word.children if c.i < word.i and syntax.relation(c.dep_) in _LEADING for t in c.subtree}
    while start - 1 >= sentence.start and start - 1 in lead & reporting:
        start -= 1
    if start == word.i:
        start = phrase_before(word)
    while end + 1 < sentence.end and (end + 1 in reporting or (doc[end + 1].is_punct and end + 2 in reporting)):
        end += 1
    return start, end


def phrase_before(word: Token) -> int:
    """Where a bare noun phrase between a comma and the verb starts that the tree hangs elsewhere."""
    start = word.i
    while start > word.sent.start and word.i - start < 10 and word.doc[start - 1].pos_ in _NOMINAL:
        start -= 1
    return start if start > word.sent.start and word.doc[start - 1].text == "," else word.i


def tail(word: Token, roots: list[Token], start: int, end: int) -> int:
    """Where a content after its reporting word ends: with its reasons, without what the reporter does next."""
    doc = word.doc
    end = before_comment(doc, start, end)
    for child in word.children:
        if child.left_edge.i in {end, end + 1} and syntax.relation(child.dep_) in {"advcl", "conj"}:
            reason = syntax.clause_marker(child) in _REASONS
            goes_on = (
                syntax.relation(child.dep_) == "conj"
                and syntax.is_participle(word)
                and bool(syntax.own_subjects(child))
            )
            if reason or goes_on:
                end = child.right_edge.i + 1
    if doc[start].is_quote or (start and doc[start - 1].is_quote):
        return end
    for token in doc[start + 1 : end]:
        if token.pos_ != "VERB" or token.i - start < 2:
            continue
        beside = matrix_verb(token) is not None or _breaks_off(token)
        if beside or _is_aside(token, start):
            cut = token.i if beside else max(start + 1, min(token.i, token.left_edge.i))
            while cut - 1 > start and (
                (doc[cut - 1].is_punct and not doc[cut - 1].is_quote) or doc[cut - 1].pos_ == "CCONJ"
            ):
                cut -= 1
            return cut
    return end


def before_comment(doc: Doc, start: int, end: int) -> int:
    """Where a content ends that others are told to comment on: "…, an accusation that the rebels rejected"."""
    for token in doc[start + 1 : end]:
        first = comment_on(token)
        if first is not None and first.i > start + 1:
            return first.i - 1
    return end


def comment_on(noun: Token) -> Token | None:
    """The first word of ", an accusation that the rebels rejected"; None where the clause is what the noun tells."""
    first = next((t for t in noun.doc[noun.left_edge.i : noun.i + 1] if not t.is_punct), noun)
    lemma = noun.lemma_.lower()
    if (lemma not in speech().nouns and lemma not in speech().comments) or first.i == 0 or first.nbor(-1).text != ",":
        return None
    for clause in syntax.children(noun, "acl"):
        if clause.lemma_.lower() in speech().verbs and any(s.i > noun.i for s in syntax.own_subjects(clause)):
            return first
    return None


def _breaks_off(verb: Token) -> bool:
    """Whether a finite past tense is coordinated with an infinitive, which it cannot go on with."""
    first = syntax.first_conjunct(verb)
    if first.i == verb.i or not syntax.has_infinitive_marker(first) or syntax.is_participle(verb):
        return False
    return verb.lower_ != verb.lemma_.lower() and not syntax.auxiliaries(verb) and not syntax.own_subjects(verb)


def phrase_right(token: Token) -> int:
    """The right end of a phrase, without a finite verb that the tree coordinates with one of its words."""
    end = token.right_edge.i + 1
    for part in token.doc[token.left_edge.i + 1 : end]:
        above = part.head
        if part.pos_ != "VERB" or syntax.relation(part.dep_) != "conj" or above.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        if part.lower_ == part.lemma_.lower() or syntax.is_participle(part) or part.nbor(1).is_punct:
            continue
        cut = part.left_edge.i
        if cut > token.i or above.i < cut:
            while cut - 1 > above.i and (token.doc[cut - 1].is_punct or token.doc[cut - 1].pos_ == "CCONJ"):
                cut -= 1
            return cut
    return end


def _is_aside(verb: Token, start: int) -> bool:
    """ ", adding that …", ", though she noted …", "… while also pressing for": what the source does besides."""
    link = syntax.relation(verb.dep_)
    if verb.left_edge.i <= start:
        return False
    first = next(t.i for t in verb.subtree if not t.is_punct or t.is_quote)
    before = verb.doc[first - 1]
    cue = speech().verbs.get(verb.lemma_.lower())
    reports = cue is not None and bool(cue.frames & {"clause", "quoting"})
    pronoun = any(s.lower_ in {"he", "she", "they", "it"} for s in syntax.own_subjects(verb))
    if link == "conj" and reports and pronoun:
        return any(syntax.relation(c.dep_) == "ccomp" for c in verb.children)
    if link == "advcl" and syntax.is_participle(verb):
        return (reports and before.text == "," and not syntax.auxiliaries(verb)) or syntax.clause_marker(
            verb
        ) == "while"
    if link == "advcl" and reports and syntax.clause_marker(verb) in {"though", "although", "but", "as"}:
        return any(s.pos_ == "PRON" for s in syntax.own_subjects(verb))
    if link == "advcl" and syntax.clause_marker(verb) == "as" and before.text == ",":
        return any(s.pos_ in {"NOUN", "PROPN"} for s in syntax.own_subjects(verb))
    if link == "advcl" and before.is_quote and syntax.clause_marker(verb) in {"as", "while", "when", "after", "before"}:
        return any(s.lower_ in {"he", "she", "they"} for s in syntax.own_subjects(verb))
    return False


def matrix_verb(verb: Token) -> Token | None:
    """The reporting verb that a verb coordinated inside its content really goes on with, None for most.

    "X said China would continue … and warned others": a past tense without auxiliary cannot share "would", and who
    speaks on in the past tense is the one who was speaking.
    """
    if syntax.relation(verb.dep_) != "conj" or verb.pos_ != "VERB" or syntax.own_subjects(verb):
        return None
    if any(syntax.relation(c.dep_) == "aux" for c in verb.children) or syntax.is_participle(verb):
        return None
    content = syntax.first_conjunct(verb)
    while syntax.relation(content.dep_) == "xcomp":
        content = content.head
    reporting = content.head
    if syntax.relation(content.dep_) != "ccomp" or content.i < reporting.i:
        return None
    cue = speech().verbs.get(verb.lemma_.lower())
    speaks = cue is not None and cue.kind in {"speech", "order", "denial", "claim", "intention"} and bool(verb.rights)
    if syntax.modal(content) == "" and not speaks and not _is_deed(verb, content):
        return None
    if verb.lower_ == verb.lemma_.lower() or syntax.tense(reporting) != "past" or not _is_past(verb):
        return None
    return reporting


def _is_deed(verb: Token, content: Token) -> bool:
    """Whether what the verb tells is done by people while its clause is about a thing: "the dam held and sacked …"."""
    if verb.lemma_.lower() not in speech().deeds or verb.nbor(1).is_punct:
        return False
    found = syntax.own_subjects(content)
    return bool(found) and all(is_thing(t) for t in found)


def is_thing(token: Token) -> bool:
    """Whether a noun names neither a person nor a body that acts."""
    lemma = token.lemma_.lower()
    if token.pos_ != "NOUN" or token.ent_type_ or lemma in measures().people or lemma in speech().voices:
        return False
    return lexicon().head_at([lemma], 1) is None


def _is_past(verb: Token) -> bool:
    return "Tense=Past" in verb.morph or not verb.lower_.endswith("s")
