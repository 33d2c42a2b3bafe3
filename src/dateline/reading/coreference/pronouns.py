"""Passes over pronouns, by agreement and salience, and over "the country" and "his country"."""

from __future__ import annotations

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.countries import name_of
from dateline.reading.actors.chunks import HALVES
from dateline.reading.actors.mentions import HOMELANDS, Mention
from dateline.reading.actors.phrases import Resolution
from dateline.reading.coreference.clusters import Links
from dateline.reading.syntax import rel, subjects
from dateline.reading.tree import Token
from dateline.record import EntityKind

REACH = {"one": 3, "many": 2, "thing": 1}
ROLES = {"nsubj": 4.0, "obj": 1.5, "iobj": 1.5, "obl": 0.5, "root": 1.0}
SPEECH = word_class("speech")


def pronouns(links: Links) -> None:
    """Pronouns to the most salient mention before them that agrees, the first person in a quotation to its speaker."""
    first = [m for m in links.mentions if m.number in {"speaker", "speakers"}]
    for index, mention in enumerate(links.mentions):
        if mention.kind == "pronoun" and mention not in first:
            found = _antecedent(links, index, mention)
            if found is not None:
                links.merge(found, mention, f"“{links.text(mention)}” for “{links.text(found)}”")
    for mention in first:
        found = speaker(links, mention)
        if found is not None:
            links.merge(found, mention, f"“{links.text(mention)}” is “{links.text(found)}” speaking")


def _antecedent(links: Links, index: int, pronoun: Mention) -> Mention | None:
    says = speaker(links, pronoun)
    best: tuple[float, int] | None = None
    chosen: Mention | None = None
    for other in reversed(links.mentions[:index]):
        distance = links.sentence[pronoun.start] - links.sentence[other.start]
        if distance > REACH[pronoun.number]:
            break
        if other.end > pronoun.start or not _fits(links, pronoun, other):
            continue
        if says is not None and links.of(other) is links.of(says):
            continue
        score = _salience(links, pronoun, other.head, distance)
        score += (other.kind == "name") + 2.0 * (pronoun.number == other.number == "many")
        score += 0.3 * min(len(links.of(other).mentions), 5)
        if best is None or (score, other.start) > best:
            best, chosen = (score, other.start), other
    if best is not None and pronoun.number != "one" and _rival(links, pronoun) > best[0]:
        return None
    return chosen


def _rival(links: Links, pronoun: Mention) -> float:
    """How salient the best thing is that is no actor: what "it" or "they" may well stand for instead."""
    best = -100.0
    first = pronoun.head.sent.start
    for position in range(max(0, first - 60), pronoun.start):
        token = links.doc[position]
        if token.pos_ != "NOUN" or position in links.by_head or rel(token) not in ROLES or token.ent_type_:
            continue
        plural = token.lower_ != token.lemma_.lower()
        distance = links.sentence[pronoun.start] - links.sentence[position]
        if plural != (pronoun.number == "many") or distance > 1 or token.head.i == pronoun.head.head.i:
            continue
        best = max(best, _salience(links, pronoun, token, distance))
    return best


def _fits(links: Links, pronoun: Mention, other: Mention) -> bool:
    cluster = links.of(other)
    kinds = cluster.kinds
    if not kinds or other.kind == "nationality":
        return False
    if pronoun.number == "one":
        if "person" not in kinds or (cluster.gender and cluster.gender != pronoun.gender):
            return False
    elif pronoun.number == "thing":
        if not kinds & {"organization", "country"} or cluster.numbers == {"many"}:
            return False
    elif not kinds & {"group", "organization"} and "many" not in cluster.numbers:
        return False
    return not _same_clause(pronoun, other)


def _same_clause(pronoun: Mention, other: Mention) -> bool:
    """A plain pronoun is not another argument of the same verb: in "Kerry urged him", him is not Kerry."""
    if pronoun.head.lower_.endswith(("self", "selves")) or rel(pronoun.head) not in {"obj", "iobj", "obl", "nsubj"}:
        return False
    predicate = pronoun.head.head
    if rel(pronoun.head) != "nsubj" and any(subject.i == other.head.i for subject in subjects(predicate)):
        return True
    return other.head.head.i == predicate.i and rel(other.head) in {"nsubj", "obj", "iobj", "obl"}


def _salience(links: Links, pronoun: Mention, head: Token, distance: int) -> float:
    role = rel(head)
    score = -3.0 * distance + ROLES.get(role, 0.0)
    if rel(pronoun.head) == role == "nsubj":
        score += 1.0
    if links.quotation[head.i] != links.quotation[pronoun.start]:
        score -= 2.0
    return score


def speaker(links: Links, inside: Mention) -> Mention | None:
    """Who utters the quotation that a mention stands in: the subject of the verb of speech around or before it."""
    number = links.quotation[inside.start]
    if not number:
        return None
    start, end = links.extent(number)
    first, last = links.doc[start].sent, links.doc[end - 1].sent
    found = _says(links, first.start, last.end)
    if found is None and first.start > 0 and links.doc[first.start - 1].pos_ != "SPACE":
        found = _says(links, links.doc[first.start - 1].sent.start, first.start)
    return found


def _says(links: Links, start: int, end: int) -> Mention | None:
    """The subject of the first verb of speech outside of quotations in tokens [start, end)."""
    for token in links.doc[start:end]:
        if token.pos_ != "VERB" or token.lemma_.lower() not in SPEECH or links.quotation[token.i]:
            continue
        for child in token.children:
            found = links.by_head.get(child.i) if rel(child) == "nsubj" and not links.quotation[child.i] else None
            if found is not None and links.of(found).kinds:
                return found
    return None


def countries(links: Links) -> None:
    """ "his country" is the owner's, "the country" the focus or the last named, "the North" the one of that name."""
    heads = {m.head.i: m for m in links.mentions}
    for index, mention in enumerate(links.mentions):
        side = mention.head.text if mention.head.text in HALVES and mention.kind != "pronoun" else ""
        if not side and (mention.head.lower_ not in HOMELANDS or mention.kind != "description"):
            continue
        owner = next((heads[c.i] for c in mention.head.children if c.dep_ == "nmod:poss" and c.i in heads), None)
        if owner is None and not mention.definite and not side:
            continue
        wanted = links.of(owner).countries if owner else None
        if owner is None and not side and links.focus:
            wanted = {links.focus}
        for other in [*reversed(links.mentions[:index]), *links.mentions[index + 1 :]]:
            if (
                other.said.kind != "country"
                or other.said.sectors
                or (wanted is not None and other.said.country not in wanted)
            ):
                continue
            if side and not other.said.name.startswith(side + " "):
                continue
            links.merge(other, mention, f"“{links.text(mention)}” is {other.said.name}")
            break
        else:
            if wanted and not links.of(mention).kinds:
                code = next(iter(wanted))
                mention.said = Resolution("country", name_of(code) or code, None, code)


def first_persons(links: Links) -> None:
    """ "I" and "we" of whom the text does not say who speaks: one unnamed person; the publisher or an unnamed group."""
    speakers: tuple[tuple[str, EntityKind, str], ...] = (("speaker", "person", "I"), ("speakers", "group", "we"))
    for number, kind, name in speakers:
        unknown = [m for m in links.mentions if m.number == number and not links.of(m).kinds]
        for mention in unknown:
            mention.said = (links.publisher if number == "speakers" else None) or Resolution(kind, name)
            links.merge(unknown[0], mention, "who speaks in the text itself")
