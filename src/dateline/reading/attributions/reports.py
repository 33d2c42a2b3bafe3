"""Where a reporting word has its content and its source in the tree, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.knowledge.measures import measures
from dateline.knowledge.speech import Cue, speech
from dateline.reading import syntax

TokenSpan = tuple[int, int]
"""Half-open positions [start, end) in the Doc."""

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
    is_noun: bool = False


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
        return min(own, key=lambda c: abs(c.i - word.i))
    matrix = matrix_verb(word)
    if matrix is not None:
        return _verb_source(matrix)
    asked = _asked(word) or _speaker_before(word)
    if asked is not None:
        return asked
    through = syntax.subjects(word)
    return through[0] if through else _name_before(word)


def _speaker_before(word: Token) -> Token | None:
    """Who goes on in "…, X said, warning that …", whatever the tree hangs the participle on."""
    if not syntax.is_participle(word) or word.i == word.sent.start or word.nbor(-1).text != ",":
        return None
    for before in reversed(word.doc[max(word.sent.start, word.i - 12) : word.i - 1]):
        if before.pos_ == "VERB":
            own = [c for c in before.children if syntax.relation(c.dep_) == "nsubj"]
            return own[0] if own and "clause" in _frames(before) else None
    return None


def _name_before(word: Token) -> Token | None:
    """A name right before a verb that the tree gives no subject."""
    position = word.i - 1
    while position > word.sent.start and word.doc[position].pos_ in {"AUX", "ADV"}:
        position -= 1
    before = word.doc[position]
    named = position >= word.sent.start and before.ent_type_ != "" and not before.is_punct
    return before if named and not syntax.has_infinitive_marker(word) and not syntax.is_participle(word) else None


def _asked(word: Token) -> Token | None:
    """Who is to do it, in "persuade those to pressure": the audience of the verb above."""
    above = word.head
    cue = speech().verbs.get(above.lemma_.lower())
    if cue is None or "audience" not in cue.frames or not syntax.has_infinitive_marker(word):
        return None
    if syntax.relation(word.dep_) not in {"xcomp", "advcl", "ccomp"} or syntax.is_passive(above):
        return None
    return next((c for c in above.children if syntax.relation(c.dep_) in {"obj", "iobj"} and c.i > above.i), None)


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
            elif (syntax.is_participle(child) and link != "advcl") or (link == "advcl" and syntax.is_participle(child) and syntax.clause_marker(child) in frames):
                gerunds.append(child)
        elif link == "parataxis" and "quote" in frames and _introduced(word, child):
            finite.append(child)
    if finite and frames & {"clause", "quote", "wh"}:
        return "clause", _around(word, finite)
    if infinite and "hearsay" in frames and syntax.is_passive(word) and not syntax.by_phrase(word):
        own = [c for c in word.children if c.dep_ in {"nsubj:pass", "nsubj"}]
        if own:
            return "hearsay", [(own[0].left_edge.i, _right(own[0])), _infinitive(word, infinite)]
    if infinite and "infinitive" in frames:
        return "infinitive", [_infinitive(word, infinite)]
    if gerunds and ("gerund" in frames or any(syntax.clause_marker(g) in frames for g in gerunds)):
        return "gerund", [(gerunds[0].left_edge.i, _right(gerunds[-1]))]
    closing = _set_off(word) if frames & {"clause", "quote"} else []
    if closing:
        return "clause", closing
    if frames & {"clause", "quote"} and syntax.own_subjects(word) and word.head.i != word.i:
        link = syntax.relation(word.dep_)
        if link == "parataxis" or (link == "advcl" and syntax.clause_marker(word) == "as"):
            if not syntax.children(word, "obj", "xcomp") or "audience" in frames:
                return "clause", _around(word, [word.head])
    return None


def _set_off(word: Token) -> list[TokenSpan]:
    """The rest of a sentence around ", the agency said," between commas or at its end, whatever the tree makes of it."""
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
    return start, _tail(word, clauses, start, _right(clauses[-1]))


def _introduced(word: Token, clause: Token) -> bool:
    """Whether a loose clause beside the verb is what it says: after a colon, or in quotation marks."""
    if clause.i < word.i:
        return word.doc[max(0, word.i - 8) : word.i].text.count(",") > 0
    between = word.doc[word.i + 1 : clause.left_edge.i + 1].text
    return any(mark in between for mark in ':"“')


def _around(word: Token, roots: list[Token]) -> list[TokenSpan]:
    """The stretches of the sentence that the clauses at `roots` fill before and after the reporting words."""
    doc = word.doc
    own = {t.i for t in word.subtree}
    above = any(word.is_ancestor(root) for root in roots)
    inside = {t.i for root in roots for t in root.subtree}
    inside -= set() if above else own
    reporting = own - inside if above else own
    start, end = _cluster(word, reporting)
    before = [i for i in inside if i < start]
    after = [i for i in inside if i > end]
    spans: list[TokenSpan] = []
    if before and any(root.i < word.i for root in roots):
        closing = all(t.is_punct or t.is_space for t in doc[end + 1 : word.sent.end])
        edge = word.left_edge.i if above else min(root.left_edge.i for root in roots)
        if closing and syntax.relation(word.dep_) in {"root", "parataxis"}:
            edge = word.sent.start
        blocked = {t.i for c in word.children if syntax.relation(c.dep_) in {"obl", "advcl"} for t in c.subtree} - inside
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
        spans.append((min(after), _tail(word, roots, min(after), max(after) + 1)))
    return [(a, b) for a, b in spans if any(not t.is_punct and not t.is_space for t in doc[a:b])]


def _has_verb(doc: Doc, span: TokenSpan) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} for t in doc[span[0] : span[1]])


def _cluster(word: Token, reporting: set[int]) -> TokenSpan:
    """The unbroken run of reporting words around the verb, first and last position: "Foreign Minister X told CNN"."""
    doc, sentence = word.doc, word.sent
    start = end = word.i
    lead = {t.i for c in word.children if c.i < word.i and syntax.relation(c.dep_) in _LEADING for t in c.subtree}
    while start - 1 >= sentence.start and start - 1 in lead & reporting:
        start -= 1
    while end + 1 < sentence.end and (end + 1 in reporting or (doc[end + 1].is_punct and end + 2 in reporting)):
        end += 1
    return start, end


_LEADING = frozenset({"nsubj", "aux", "advmod", "expl", "cc"})


def _tail(word: Token, roots: list[Token], start: int, end: int) -> int:
    """Where a content after its reporting word ends: with reasons and conditions, without what the reporter does next."""
    doc = word.doc
    for child in word.children:
        if child.left_edge.i in {end, end + 1} and syntax.relation(child.dep_) in {"advcl", "conj"}:
            reason = syntax.clause_marker(child) in _REASONS
            goes_on = (
                syntax.relation(child.dep_) == "conj" and syntax.is_participle(word) and bool(syntax.own_subjects(child))
            )
            if reason or goes_on:
                end = child.right_edge.i + 1
    if doc[start].is_quote or (start and doc[start - 1].is_quote):
        return end
    for token in doc[start + 1 : end]:
        if token.pos_ != "VERB" or token.i - start < 2:
            continue
        if _is_aside(token, start) or matrix_verb(token) is not None:
            cut = max(start + 1, min(token.i, token.left_edge.i))
            if matrix_verb(token) is not None:
                cut = token.i
            while cut - 1 > start and ((doc[cut - 1].is_punct and not doc[cut - 1].is_quote) or doc[cut - 1].pos_ == "CCONJ"):
                cut -= 1
            return cut
    return end


_REASONS = frozenset({"because", "if", "since", "unless", "so", "until"})


def _is_aside(verb: Token, start: int) -> bool:
    """ ", adding that …", ", though she noted …", "… while also pressing for": what the source does besides."""
    link = syntax.relation(verb.dep_)
    if verb.left_edge.i <= start:
        return False
    before = verb.doc[verb.left_edge.i - 1]
    cue = speech().verbs.get(verb.lemma_.lower())
    reports = cue is not None and bool(cue.frames & {"clause", "quoting"})
    pronoun = any(s.lower_ in {"he", "she", "they", "it"} for s in syntax.own_subjects(verb))
    if link == "conj" and reports and pronoun:
        return any(syntax.relation(c.dep_) == "ccomp" for c in verb.children)
    if link == "advcl" and syntax.is_participle(verb):
        return (reports and before.text == "," and not syntax.auxiliaries(verb)) or syntax.clause_marker(verb) == "while"
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
    reporting = content.head
    if syntax.relation(content.dep_) != "ccomp" or content.i < reporting.i:
        return None
    cue = speech().verbs.get(verb.lemma_.lower())
    speaks = cue is not None and cue.kind in {"speech", "order", "denial", "claim"} and bool(verb.n_rights)
    if syntax.modal(content) == "" and not speaks:
        return None
    if verb.lower_ == verb.lemma_.lower() or syntax.tense(reporting) != "past" or not _is_past(verb):
        return None
    return reporting


def _is_past(verb: Token) -> bool:
    return "Tense=Past" in verb.morph or not verb.lower_.endswith("s")


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
        if len(nominal) > 1 or (nominal and word.dep_ == "acl:relcl" and syntax.own_subjects(word)):
            return "predicate", [(nominal[0].left_edge.i, _right(nominal[-1]))]
    if "as" in frames:
        for child in word.children:
            if syntax.relation(child.dep_) in {"obl", "xcomp", "advcl"} and child.i > word.i and _marked(child, "as"):
                start = objects[0].left_edge.i if objects and objects[0].i > word.i else child.left_edge.i
                return "as", [(start, _right(child))]
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


def _addressed(token: Token) -> bool:
    """Whether an object is someone spoken to, not something asked for."""
    return token.pos_ in {"PROPN", "PRON"} or token.ent_type_ != "" or token.lemma_.lower() in measures().people


def _phrase_end(word: Token, phrase: Token) -> int:
    """A phrase reaches over what follows it in the same clause: "for restraint by the militia", "for money to help"."""
    end = _right(phrase)
    for child in sorted(word.children, key=lambda c: c.i):
        if child.left_edge.i != end or child.is_punct:
            continue
        link = syntax.relation(child.dep_)
        purpose = link == "advcl" and syntax.has_infinitive_marker(child)
        detail = link == "obl" and syntax.preposition(child) in {"by", "in", "to", "from", "of", "against", "between", "at"}
        detail = detail or (child.dep_ == "obl" and child.pos_ == "PROPN" and syntax.preposition(child) == "")
        if (purpose or detail) and child.lemma_.lower() not in speech().venues:
            end = _right(child)
    return end


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


def quoting_report(word: Token) -> Report | None:
    """The report of "…, quoting officials, …": what is quoted speaks, what the clause around it says is its content."""
    objects = [c for c in word.children if syntax.relation(c.dep_) == "obj" and c.i > word.i]
    if not objects or not syntax.is_participle(word) or syntax.relation(word.dep_) not in {"acl", "advcl"}:
        return None
    cue = Cue(word.lemma_.lower(), "speech", frozenset({"quoting"}))
    return Report(cue, word, objects[0], [(word.i, _right(objects[0]))], (word.i, word.i + 1), "quoting")


def adverb_report(word: Token) -> Report | None:
    """The report of "reportedly" and its like, which names no source: the clause that it modifies."""
    predicate = word.head
    if predicate.i == word.i or predicate.i < word.i - 8:
        return None
    start = min(word.i + 1, predicate.i)
    end = _right(predicate)
    if start >= end:
        return None
    cue = Cue(word.lower_, "speech", frozenset())
    return Report(cue, word, None, [(start, end)], (word.i, word.i + 1), "adverb")


def colon_report(colon: Token, content: TokenSpan) -> Report | None:
    """The report of "The mayor was blunt: “…”": the subject of the clause before the colon speaks."""
    clause = next((t for t in colon.sent if syntax.relation(t.dep_) == "root"), colon)
    reporting = [
        t for t in colon.doc[colon.sent.start : colon.i]
        if t.pos_ == "VERB" and "quote" in _frames(t) and syntax.own_subjects(t)
    ]  # fmt: skip
    word = reporting[-1] if reporting else clause
    source = _verb_source(word) if syntax.is_predicate(word) else word if word.pos_ in {"PROPN", "NOUN"} else None
    if source is None or source.i >= colon.i:
        return None
    cue = speech().verbs.get(word.lemma_.lower(), Cue(":", "speech", frozenset({"quote"})))
    span = (word.i, word.i + 1) if word.i != source.i else (colon.i, colon.i + 1)
    return Report(cue, word, source, [content], span, "colon")


def _frames(token: Token) -> frozenset[str]:
    cue = speech().verbs.get(token.lemma_.lower())
    return cue.frames if cue is not None else frozenset()


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
        if "clause" in cue.frames and (finite or syntax.own_subjects(child)) and not syntax.has_infinitive_marker(child):
            content, frame = [(child.left_edge.i, _right(child))], "clause"
        elif "infinitive" in cue.frames and syntax.has_infinitive_marker(child):
            content, frame = [(child.left_edge.i, _right(child))], "infinitive"
    if content is None:
        return None
    source = _noun_source(word)
    if source is None and frame == "infinitive":
        return None
    return Report(cue, word, source, content, (word.i, word.i + 1), frame, is_noun=True)


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
