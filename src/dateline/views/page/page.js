"use strict";
{
  const text = document.getElementById("text"), panel = document.getElementById("facts"), peek = document.getElementById("peek");
  const words = [...text.querySelectorAll("[data-facts], [data-sentence]")];
  const facts = new Map([...panel.querySelectorAll(".fact")].map((fact) => [fact.dataset.id, fact]));
  const layers = ["event", "figure", "cue", "entity", "place", "time"];
  const of = (word) => (word.dataset.facts || "").split(" ").filter(Boolean);
  const wide = () => matchMedia("(min-width: 861px)").matches;
  let pinned = null;

  const marks = words.filter((word) => layers.some((layer) => word.classList.contains(layer)));
  for (const mark of marks) { mark.classList.add("mark"); mark.tabIndex = -1; }
  if (marks.length) marks[0].tabIndex = 0;

  function clear() {
    for (const lit of document.querySelectorAll(".lit, .lit-sentence")) lit.classList.remove("lit", "lit-sentence");
    peek.replaceChildren(); peek.classList.remove("on");
  }
  function fromFact(fact) {
    clear();
    fact.classList.add("lit");
    for (const word of words) {
      if (of(word).includes(fact.dataset.id)) word.classList.add("lit");
      else if (fact.dataset.sentence && word.dataset.sentence === fact.dataset.sentence) word.classList.add("lit-sentence");
    }
    const first = text.querySelector(".lit");
    if (first && wide()) first.scrollIntoView({ block: "nearest" });
  }
  function fromWord(word) {
    clear();
    const named = of(word).map((id) => facts.get(id)).filter(Boolean);
    for (const other of words) if (of(other).some((id) => of(word).includes(id) && !isContent(other, word))) other.classList.add("lit");
    word.classList.add("lit");
    for (const fact of named) {
      fact.classList.add("lit");
      const link = document.createElement("a");
      link.href = "#" + fact.id;
      link.textContent = summary(fact);
      peek.append(link);
    }
    peek.classList.toggle("on", named.length > 0);
    const box = panel.getBoundingClientRect(), card = named.at(-1)?.getBoundingClientRect();
    if (card && wide() && (card.top < box.top + 60 || card.bottom > box.bottom)) panel.scrollTop += card.top - box.top - 90;
  }
  // A word inside of a quotation lights its own facts and the speaker, not the whole quotation.
  function isContent(other, word) {
    const shared = of(other).filter((id) => of(word).includes(id));
    return shared.every((id) => id.startsWith("a")) && other.classList.contains("content") && !other.classList.contains("cue");
  }
  function summary(fact) {
    return [...fact.querySelectorAll(".type, .who, .count, .head b, .name, .details, .voice")].map((part) => part.textContent.trim()).join(" · ");
  }
  function restore() { if (!pinned) clear(); else if (facts.has(pinned.dataset.id)) fromFact(pinned); else fromWord(pinned); }

  panel.addEventListener("pointerover", (move) => { const fact = move.target.closest(".fact"); if (fact && move.pointerType === "mouse") fromFact(fact); });
  panel.addEventListener("pointerleave", restore);
  panel.addEventListener("focusin", (focus) => { const fact = focus.target.closest(".fact"); if (fact) fromFact(fact); });
  panel.addEventListener("click", (click) => { const fact = click.target.closest(".fact"); if (fact) { pinned = fact; fromFact(fact); } });
  text.addEventListener("pointerover", (move) => { const word = move.target.closest("[data-facts]"); if (word && move.pointerType === "mouse") fromWord(word); else if (move.pointerType === "mouse") restore(); });
  text.addEventListener("pointerleave", restore);
  text.addEventListener("focusin", (focus) => { if (focus.target.dataset.facts) fromWord(focus.target); });
  text.addEventListener("click", (click) => { pinned = click.target.closest("[data-facts]"); restore(); });
  text.addEventListener("keydown", (key) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key.key], at = marks.indexOf(key.target);
    if (step && at >= 0) {
      key.preventDefault();
      const next = marks[Math.min(Math.max(at + step, 0), marks.length - 1)];
      key.target.tabIndex = -1; next.tabIndex = 0; next.focus();
    } else if (key.key === "Enter" && at >= 0) facts.get(of(key.target).at(-1))?.focus();
  });
  document.addEventListener("keydown", (key) => { if (key.key === "Escape") { pinned = null; clear(); } });
  document.addEventListener("click", (click) => { if (!click.target.closest("#text, #facts, #peek")) { pinned = null; clear(); } });
  for (const box of document.querySelectorAll("[data-layer]")) box.addEventListener("change", () => {
    const on = new Set([...document.querySelectorAll("[data-layer]:checked")].map((each) => each.dataset.layer));
    for (const mark of marks) mark.classList.toggle("mark", layers.some((layer) => on.has(layer) && mark.classList.contains(layer)));
  });
}
