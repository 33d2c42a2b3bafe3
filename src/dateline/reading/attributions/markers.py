"""Reports without a reporting verb: "according to", nouns, adverbs, colons, dashes, sources that are quoted."""

from __future__ import annotations

from dateline.knowledge.speech import Cue, speech
from dateline.reading import syntax
from dateline.reading.attributions.extents import before_comment, comment_on
from dateline.reading.attributions.report import Report, TokenSpan, frames_of, right
from dateline.reading.attributions.speakers import noun_source, verb_source
from dateline.reading.tree import Doc, Token

_DASHES = frozenset({"-", "--", "–", "—", "―"})


def according_report(source: Token, cue_span: TokenSpan) -> Report:
    """The report of a phrase such as "according to X", whose nominal is `source`."""
    doc, sentence = source.doc, source.sent
    start, end = min(cue_span[0], source.left_edge.i), max(right(source), cue_span[1])
    if syntax.own_subjects(source):  # taken for the predicate: "The deal was, according to the envoy, close"
        start = cue_span[0]
        end = next((t.i for t in doc[source.i : sentence.end] if t.is_punct), sentence.end)
    predicate = syntax.clause_of(source.head) if source.head.i != source.i else source
    following = doc[end : min(end + 1, sentence.end)].text
    at_start = all(t.is_punct or t.is_space or t.pos_ in {"CCONJ", "ADV"} for t in doc[sentence.start : start])
    rest = [t for t in doc[end : sentence.end] if not (t.is_punct or t.is_space)]
    content: list[TokenSpan]
    if at_start:
        content = [(end, before_comment(doc, end, sentence.end))]
    elif not rest:
        content = [(sentence.start, start)]
    else:
        inside = [t.i for t in predicate.subtree if not start <= t.i < end]
        lead = [i for i in inside if i < start]
        tail = [i for i in inside if i >= end]
        going_on = [c for c in syntax.children(predicate, "conj") if c.left_edge.i >= end and syntax.own_subjects(c)]
        later = {t.i for c in going_on for t in c.subtree}
        tail = [i for i in tail if i not in later]
        content = ([(min(lead), start)] if lead else []) + ([(min(tail), max(tail) + 1)] if tail else [])
        if predicate.i >= end and following not in {","} and lead and len(lead) < 4:
            content = content[1:]
    cue = Cue("according to", "speech", frozenset({"clause"}))
    return Report(cue, doc[cue_span[0]], source, content, cue_span, "according to")


def voiced_report(noun: Token) -> Report | None:
    """The report of "in the words of X" and "in X's view"; None where nobody is named: "in other words"."""
    lead = [c for c in noun.children if c.lower_ == "in" and syntax.relation(c.dep_) == "case"]
    owners, of = syntax.possessors(noun), syntax.nominal_modifiers(noun).get("of", [])
    if not lead or not (owners or of) or syntax.relation(noun.dep_) not in {"obl", "nmod"}:
        return None
    return according_report((owners or of)[0], (lead[0].i, noun.i + 1 if owners else noun.i + 2))


def quoting_report(word: Token) -> Report | None:
    """The report of "…, quoting officials, …": what is quoted speaks, what the clause around it says is its content."""
    objects = [c for c in word.children if syntax.relation(c.dep_) == "obj" and c.i > word.i]
    if not objects or not syntax.is_participle(word) or syntax.relation(word.dep_) not in {"acl", "advcl"}:
        return None
    cue = Cue(word.lemma_.lower(), "speech", frozenset({"quoting"}))
    return Report(cue, word, objects[0], [(word.i, right(objects[0]))], (word.i, word.i + 1), "quoting")


def adverb_report(word: Token) -> Report | None:
    """The report of "reportedly" and its like, which names no source: the clause that it modifies."""
    predicate = word.head
    if predicate.i == word.i or predicate.i < word.i - 8:
        return None
    start = min(word.i + 1, predicate.i)
    end = right(predicate)
    if start >= end:
        return None
    cue = Cue(word.lower_, "speech", frozenset())
    return Report(cue, word, None, [(start, end)], (word.i, word.i + 1), "adverb")


def colon_report(colon: Token, content: TokenSpan) -> Report | None:
    """The report of "The mayor was blunt: “…”": the subject of the clause before the colon speaks."""
    clause = next((t for t in colon.sent if syntax.relation(t.dep_) == "root"), colon)
    reporting = [
        t for t in colon.doc[colon.sent.start : colon.i]
        if t.pos_ == "VERB" and "quote" in frames_of(t) and syntax.own_subjects(t)
    ]  # fmt: skip
    word = reporting[-1] if reporting else clause
    source = verb_source(word) if syntax.is_predicate(word) else word if word.pos_ in {"PROPN", "NOUN"} else None
    if source is None or source.i >= colon.i:
        return None
    cue = speech().verbs.get(word.lemma_.lower(), Cue(":", "speech", frozenset({"quote"})))
    span = (word.i, word.i + 1) if word.i != source.i else (colon.i, colon.i + 1)
    return Report(cue, word, source, [content], span, "colon")


def dash_report(end: int, content: TokenSpan, doc: Doc) -> Report | None:
    """The report of "“…” — Name" where the name ends the line."""
    if end + 1 >= len(doc) or doc[end].text not in _DASHES:
        return None
    last = end + 1
    while last < len(doc) and last - end <= 8 and "\n" not in doc[last].text:
        last += 1
    name = [t for t in doc[end + 1 : last] if t.is_alpha and t.text[0].isupper()]
    lower = [t for t in doc[end + 1 : last] if t.is_alpha and t.text[0].islower()]
    if not name or last - end > 8 or len(lower) > len(name):
        return None
    source = next((t for t in name if t.head.i < end or t.head.i >= last or t.head.i == t.i), name[0])
    return Report(Cue("—", "speech", frozenset({"quote"})), doc[end], source, [content], (end, end + 1), "dash")


def noun_report(word: Token, cue: Cue) -> Report | None:
    """The report of a noun: "their claim that …", "issued an order to …", "a statement saying …"."""
    content: list[TokenSpan] | None = None
    frame = ""
    for child in word.children:
        link = syntax.relation(child.dep_)
        if child.i < word.i or link not in {"acl", "ccomp", "advcl"} or child.dep_ == "acl:relcl":
            continue
        finite = any(syntax.relation(c.dep_) == "mark" and c.lower_ in {"that", "whether"} for c in child.children)
        if (
            "clause" in cue.frames
            and (finite or syntax.own_subjects(child))
            and not syntax.has_infinitive_marker(child)
        ):
            content, frame = [(child.left_edge.i, right(child))], "clause"
        elif "infinitive" in cue.frames and syntax.has_infinitive_marker(child):
            content, frame = [(child.left_edge.i, right(child))], "infinitive"
    if content is None and "for" in cue.frames:
        wanted = syntax.nominal_modifiers(word).get("for", [])
        content, frame = [(wanted[0].left_edge.i, right(wanted[0]))] if wanted else None, "for"
    if content is None or syntax.negation(word) is not None or comment_on(word) is not None:
        return None
    verb = word.head
    told_in = syntax.relation(word.dep_) == "obl" and syntax.preposition(word) in {"in", "with", "through", "by"}
    if told_in and "clause" in frames_of(verb) and not syntax.children(verb, "ccomp"):
        return Report(
            speech().verbs[verb.lemma_.lower()], verb, verb_source(verb), content, (verb.i, verb.i + 1), frame
        )
    source = noun_source(word)
    if source is None and frame in {"infinitive", "for"}:
        return None
    return Report(cue, word, source, content, (word.i, word.i + 1), frame, is_noun=True)
