"""Where a reporting verb has its content, frame by frame."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.knowledge.speech import Cue, speech
from dateline.reading import syntax
from dateline.reading.attributions.extents import around, before_comment, phrase_right, speaks_besides, tail
from dateline.reading.attributions.report import Report, TokenSpan, frames_of, right
from dateline.reading.attributions.speakers import verb_source
from dateline.reading.tree import Token

_SOURCELESS = frozenset({"clause", "hearsay", "of"})
"""Frames that report even where nobody is named: "it is said that", "is accused of"."""


def verb_report(word: Token, cue: Cue) -> Report | None:
    """The report that a verb makes, None where nothing stands for its content."""
    found = _clause(word, cue) or _phrase(word, cue)
    if found is None:
        return None
    frame, content = found
    content = [(start, before_comment(word.doc, start, end)) for start, end in content]
    source = verb_source(word)
    charged = frame == "gerund" and cue.kind == "claim"
    if source is None and not charged and (frame not in _SOURCELESS or "audience" in cue.frames):
        return None
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
                (infinite if link != "advcl" or _asks(word, child, frames) else []).append(child)
            elif link == "ccomp" and _is_finite(child):
                open_question = "wh" not in frames and syntax.clause_marker(child) == "whether" and child.i > word.i
                if not open_question and (child.i > word.i or not _goes_on(word)):
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
        return "gerund", [(gerunds[0].left_edge.i, _phrase_end(word, gerunds[-1]))]
    closing = _set_off(word) if frames & {"clause", "quote"} else []
    if closing:
        return "clause", closing
    if frames & {"clause", "quote", "it"} and syntax.own_subjects(word) and word.head.i != word.i:
        link = syntax.relation(word.dep_)
        beside = link == "parataxis" or (link == "advcl" and syntax.clause_marker(word) == "as")
        given = syntax.children(word, "obj", "xcomp")
        bare = "audience" in frames or ("it" not in frames and not given)
        if beside and (bare or ("it" in frames and [c.lower_ for c in given] == ["it"])):
            return "clause", around(word, [word.head])
    return None


def _set_off(word: Token) -> list[TokenSpan]:
    """The rest of a sentence around ", the agency said," between commas or at its end, whatever the tree says."""
    doc, sentence = word.doc, word.sent
    own = [c for c in word.children if syntax.relation(c.dep_) == "nsubj" and syntax.antecedent(c).i == c.i]
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
    if after + 1 < sentence.end and speaks_besides(doc[after + 1]):
        return [(sentence.start, start)]
    if doc[start - 2].pos_ in {"CCONJ", "SCONJ"}:
        return [(after + 1, sentence.end)]
    return [(sentence.start, start), (after + 1, sentence.end)]


def _infinitive(word: Token, clauses: list[Token]) -> TokenSpan:
    """What is to be done, without the one who is to do it: "to leave" in "told them to leave"."""
    first = clauses[0]
    doers = [c for c in first.children if syntax.relation(c.dep_) == "nsubj" and c.i < first.i]
    marker = next(c for c in first.children if c.lower_ == "to" and syntax.relation(c.dep_) in {"mark", "aux"})
    start = doers[0].right_edge.i + 1 if doers else max(first.left_edge.i, min(word.i + 1, marker.i))
    if not doers and first.left_edge.i <= word.i:
        start = marker.i
    if word.doc[start - 1].lower_ in {"not", "never"}:
        start -= 1
    return start, tail(word, clauses, start, right(clauses[-1]))


def _is_finite(clause: Token) -> bool:
    """Whether a clause is no bare gerund: it has an auxiliary, a subject or a finite form."""
    return not syntax.is_participle(clause) or bool(syntax.auxiliaries(clause) or syntax.own_subjects(clause))


def _asks(word: Token, clause: Token, frames: frozenset[str]) -> bool:
    """Whether a loose infinitive is what someone is asked to do, not what something is asked for: "$5m to rebuild"."""
    wanted = [c for c in word.children if c.i < clause.i and syntax.preposition(c) == "for"]
    return "audience" in frames and not wanted


def _goes_on(word: Token) -> bool:
    """Whether a participle carries on the speech of the clause before it: "…, she said, adding that …"."""
    if not syntax.is_participle(word) or syntax.own_subjects(word) or word.i == word.sent.start:
        return False
    return word.nbor(-1).text == "," and not syntax.auxiliaries(word)


def _introduced(word: Token, clause: Token) -> bool:
    """Whether a loose clause beside the verb is what it says: after a colon, or in quotation marks."""
    if clause.i < word.i:
        if "clause" in frames_of(clause) and syntax.own_subjects(clause):
            return False
        return word.doc[max(0, word.i - 8) : word.i].text.count(",") > 0
    between = word.doc[word.i + 1 : clause.i].text
    return ":" in between or any(mark in between.rpartition(";")[2] for mark in '"“')


_NAMING = frozenset({"predicate", "as"})
_OBLIQUE = frozenset({"obl", "advcl", "nmod"})


def _phrase(word: Token, cue: Cue) -> tuple[str, list[TokenSpan]] | None:
    """Contents that are phrases: "called for restraint", "described it as a crime", "condemned the attack"."""
    frames = cue.frames
    objects = [c for c in word.children if syntax.relation(c.dep_) == "obj"]
    if "predicate" in frames:
        for child in word.children:
            if syntax.relation(child.dep_) == "xcomp" and child.i > word.i and not syntax.has_infinitive_marker(child):
                start = objects[0].left_edge.i if objects and objects[0].i > word.i else child.left_edge.i
                end = phrase_right(child)
                doer = next((c for c in word.children if c.dep_ == "obl:agent" and c.left_edge.i == end), None)
                return "predicate", [(start, end if doer is None else right(doer))]
        nominal = [c for c in objects if c.i > word.i]
        if nominal and any(syntax.relation(c.dep_) == "amod" and c.i > nominal[0].i for c in nominal[0].children):
            return "predicate", [(nominal[0].left_edge.i, right(nominal[0]))]
        if len(nominal) > 1 or (nominal and word.dep_ == "acl:relcl" and syntax.own_subjects(word)):
            return "predicate", [(nominal[0].left_edge.i, right(nominal[-1]))]
    if "as" in frames:
        for child in word.children:
            if syntax.relation(child.dep_) in {"obl", "xcomp", "advcl"} and child.i > word.i and _marked(child, "as"):
                start = objects[0].left_edge.i if objects and objects[0].i > word.i else child.left_edge.i
                return "as", [(start, phrase_right(child))]
    if "at" in frames and objects and objects[0].i > word.i:
        stated = [t for t in word.subtree if t.i > objects[0].i and syntax.preposition(t).split(" ")[0] == "at"]
        numbers = [t for t in stated if any(part.like_num for part in t.subtree)]
        if numbers:
            first = numbers[0].head  # "the number of civilians killed at 97 and of wounded at 365"
            beside = [n for n in numbers if first.i != word.i and syntax.first_conjunct(n.head).i == first.i]
            return "at", [(objects[0].left_edge.i, _phrase_end(word, (beside or numbers[:1])[-1]))]
    told = [c for o in objects if "of" in frames for c in o.children if c.i > o.i > word.i]
    told += [o for o in objects if syntax.preposition(o) in frames]
    for child in [*word.children, *told]:
        if child.lower_ == "what" and any(c.dep_ == "acl:relcl" and frames_of(c) & _NAMING for c in child.children):
            continue  # "protested against what it called piracy": what it called so is what it says
        if child.i > word.i and (syntax.relation(child.dep_) in _OBLIQUE or child in told):
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
            given = [c for c in syntax.children(word, "iobj") if c.i > word.i] if cue.kind == "intention" else []
            return "object", [((given or later)[0].left_edge.i, _phrase_end(word, later[-1]))]
    return None


def _addressed(token: Token) -> bool:
    """Whether an object is someone spoken to, not something asked for."""
    return token.pos_ in {"PROPN", "PRON"} or token.ent_type_ != "" or token.lemma_.lower() in measures().people


_DETAILS = frozenset({"for", "by", "in", "to", "from", "of", "against", "between", "at", "with", "without"})


def _phrase_end(word: Token, phrase: Token) -> int:
    """A phrase reaches over what follows it in the same clause: "for restraint by the militia", "for money to help"."""
    end = phrase_right(phrase)
    for child in sorted(word.children, key=lambda c: c.i):
        if child.left_edge.i != end or child.is_punct:
            continue
        link = syntax.relation(child.dep_)
        purpose = link == "advcl" and syntax.has_infinitive_marker(child)
        detail = link == "obl" and syntax.preposition(child) in _DETAILS
        detail = detail or (child.dep_ == "obl" and child.pos_ == "PROPN" and syntax.preposition(child) == "")
        condition = link == "advcl" and syntax.clause_marker(child) in {"if", "unless"}
        loose = link in {"nsubj", "obl"} and syntax.preposition(child) == "" and (
            phrase.like_num or child.left_edge.pos_ == "CCONJ")  # fmt: skip
        if (purpose or detail or condition or loose) and child.lemma_.lower() not in speech().venues:
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
