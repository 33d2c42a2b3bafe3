"""Where a reporting verb has its content, frame by frame."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.knowledge.measures import measures
from dateline.knowledge.speech import Cue, speech
from dateline.reading import syntax
from dateline.reading.attributions.extents import around, tail
from dateline.reading.attributions.report import Report, TokenSpan, right
from dateline.reading.attributions.speakers import verb_source


def verb_report(word: Token, cue: Cue) -> Report | None:
    """The report that a verb makes, None where nothing stands for its content."""
    found = _clause(word, cue) or _phrase(word, cue)
    if found is None:
        return None
    frame, content = found
    source = verb_source(word)
    return Report(cue, word, source, content, _cue_span(word, content, source), frame)


def _clause(word: Token, cue: Cue) -> tuple[str, list[TokenSpan]] | None:
    """Contents that are clauses or quotations: the complement, the clause around "X said", infinitives, gerunds."""
    frames = cue.frames
    finite: list[Token] = []
    infinite: list[Token] = []
    gerunds: list[Token] = []
    for child in word.children:
        link = syntax.relation(child.dep_)
        if link == "csubj" and syntax.is_passive(word) and child.i > word.i:
            finite.append(child)
        elif link == "ccomp" or (link in {"xcomp", "advcl"} and child.i > word.i):
            if syntax.has_infinitive_marker(child):
                (infinite if link != "advcl" or "audience" in frames else []).append(child)
            elif link == "ccomp" and not (syntax.is_participle(child) and not syntax.auxiliaries(child)
                                          and not syntax.own_subjects(child)):  # fmt: skip
                finite.append(child)
            elif (syntax.is_participle(child) and link != "advcl") or (
                link == "advcl" and syntax.is_participle(child) and syntax.clause_marker(child) in frames
            ):
                gerunds.append(child)
        elif link == "parataxis" and "quote" in frames and _introduced(word, child):
            finite.append(child)
    if finite and frames & {"clause", "quote", "wh"}:
        return "clause", around(word, finite)
    if infinite and "hearsay" in frames and syntax.is_passive(word) and not syntax.by_phrase(word):
        own = [c for c in word.children if c.dep_ in {"nsubj:pass", "nsubj"}]
        if own:
            return "hearsay", [(own[0].left_edge.i, right(own[0])), _infinitive(word, infinite)]
    if infinite and "infinitive" in frames:
        return "infinitive", [_infinitive(word, infinite)]
    if gerunds and ("gerund" in frames or any(syntax.clause_marker(g) in frames for g in gerunds)):
        return "gerund", [(gerunds[0].left_edge.i, right(gerunds[-1]))]
    closing = _set_off(word) if frames & {"clause", "quote"} else []
    if closing:
        return "clause", closing
    if frames & {"clause", "quote"} and syntax.own_subjects(word) and word.head.i != word.i:
        link = syntax.relation(word.dep_)
        beside = link == "parataxis" or (link == "advcl" and syntax.clause_marker(word) == "as")
        if beside and (not syntax.children(word, "obj", "xcomp") or "audience" in frames):
            return "clause", around(word, [word.head])
    return None


def _set_off(word: Token) -> list[TokenSpan]:
    """The rest of a sentence around ", the agency said," between commas or at its end, whatever the tree says."""
    doc, sentence = word.doc, word.sent
    own = [c for c in word.children if syntax.relation(c.dep_) == "nsubj"]
    if not own or syntax.children(word, "obj", "ccomp", "xcomp"):
        return []
    start = min(own[0].left_edge.i, word.i)
    if start - 1 <= sentence.start or not (doc[start - 1].text == "," or doc[start - 1].is_quote):
        return []
    rest = word.i + 1 if own[0].i < word.i else own[0].right_edge.i + 1
    after = next((t.i for t in doc[rest : sentence.end] if t.text == ","), sentence.end)
    ending = {t.i for t in word.subtree} | {t.i for t in own[0].subtree}
    if sentence.end - word.i <= 12 and all(t.i in ending or t.is_punct or t.is_space for t in doc[rest : sentence.end]):
        return [(sentence.start, start)]
    if after != rest or syntax.relation(word.dep_) in {"root", "conj"}:
        return []
    if doc[start - 2].pos_ in {"CCONJ", "SCONJ"}:
        return [(after + 1, sentence.end)]
    return [(sentence.start, start), (after + 1, sentence.end)]


def _infinitive(word: Token, clauses: list[Token]) -> TokenSpan:
    """What is to be done, without the one who is to do it: "to leave" in "told them to leave"."""
    first = clauses[0]
    doers = [c for c in first.children if syntax.relation(c.dep_) == "nsubj" and c.i < first.i]
    start = doers[0].right_edge.i + 1 if doers else first.left_edge.i
    return start, tail(word, clauses, start, right(clauses[-1]))


def _introduced(word: Token, clause: Token) -> bool:
    """Whether a loose clause beside the verb is what it says: after a colon, or in quotation marks."""
    if clause.i < word.i:
        return word.doc[max(0, word.i - 8) : word.i].text.count(",") > 0
    between = word.doc[word.i + 1 : clause.left_edge.i + 1].text
    return any(mark in between for mark in ':"“')


def _phrase(word: Token, cue: Cue) -> tuple[str, list[TokenSpan]] | None:
    """Contents that are phrases: "called for restraint", "described it as a crime", "condemned the attack"."""
    frames = cue.frames
    objects = [c for c in word.children if syntax.relation(c.dep_) == "obj"]
    if "predicate" in frames:
        for child in word.children:
            if syntax.relation(child.dep_) == "xcomp" and child.i > word.i and not syntax.has_infinitive_marker(child):
                start = objects[0].left_edge.i if objects and objects[0].i > word.i else child.left_edge.i
                return "predicate", [(start, right(child))]
        nominal = [c for c in objects if c.i > word.i]
        if nominal and any(syntax.relation(c.dep_) == "amod" and c.i > nominal[0].i for c in nominal[0].children):
            return "predicate", [(nominal[0].left_edge.i, right(nominal[0]))]
        if len(nominal) > 1 or (nominal and word.dep_ == "acl:relcl" and syntax.own_subjects(word)):
            return "predicate", [(nominal[0].left_edge.i, right(nominal[-1]))]
    if "as" in frames:
        for child in word.children:
            if syntax.relation(child.dep_) in {"obl", "xcomp", "advcl"} and child.i > word.i and _marked(child, "as"):
                start = objects[0].left_edge.i if objects and objects[0].i > word.i else child.left_edge.i
                return "as", [(start, right(child))]
    if "at" in frames and objects and objects[0].i > word.i:
        for number in word.subtree:
            if number.i > objects[0].i and number.like_num and syntax.preposition(number) == "at":
                return "at", [(objects[0].left_edge.i, _phrase_end(word, number))]
    for child in word.children:
        if syntax.relation(child.dep_) in {"obl", "advcl", "nmod"} and child.i > word.i:
            marker = syntax.preposition(child) or syntax.clause_marker(child)
            if marker in frames and marker not in {"as", "to"}:
                if marker == "for" and objects and objects[0].i > word.i and not _addressed(objects[0]):
                    return marker, [(objects[0].left_edge.i, _phrase_end(word, child))]
                return marker, [(child.left_edge.i, _phrase_end(word, child))]
            if marker == "to" and "to" in frames and not objects:
                return "to", [(child.left_edge.i, right(child))]
    if "object" in frames and "audience" not in frames:
        if syntax.is_passive(word):
            if syntax.by_phrase(word):
                own = [c for c in word.children if c.dep_ == "nsubj:pass"]
                if own:
                    return "object", [(own[0].left_edge.i, right(own[0]))]
            return None
        later = [c for c in objects if c.i > word.i and c.pos_ != "PRON"]
        if later:
            return "object", [(later[0].left_edge.i, _phrase_end(word, later[-1]))]
    return None


def _addressed(token: Token) -> bool:
    """Whether an object is someone spoken to, not something asked for."""
    return token.pos_ in {"PROPN", "PRON"} or token.ent_type_ != "" or token.lemma_.lower() in measures().people


def _phrase_end(word: Token, phrase: Token) -> int:
    """A phrase reaches over what follows it in the same clause: "for restraint by the militia", "for money to help"."""
    end = right(phrase)
    for child in sorted(word.children, key=lambda c: c.i):
        if child.left_edge.i != end or child.is_punct:
            continue
        link = syntax.relation(child.dep_)
        purpose = link == "advcl" and syntax.has_infinitive_marker(child)
        detail = link == "obl" and syntax.preposition(child) in {
            "for",
            "by",
            "in",
            "to",
            "from",
            "of",
            "against",
            "between",
            "at",
        }
        detail = detail or (child.dep_ == "obl" and child.pos_ == "PROPN" and syntax.preposition(child) == "")
        if (purpose or detail) and child.lemma_.lower() not in speech().venues:
            end = right(child)
    return end


def _marked(token: Token, marker: str) -> bool:
    return any(c.lower_ == marker and syntax.relation(c.dep_) in {"case", "mark", "advmod"} for c in token.children)


def _cue_span(word: Token, content: list[TokenSpan], source: Token | None) -> TokenSpan:
    """The reporting verb with its auxiliaries and adverbs before it, and its particle or audience after."""
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
