// Incidents, meetings and statements as lists, and the reader that opens the words a fact was read from.
const limits = { incidents: 40, meetings: 20, statements: 30, tolls: 6 };

const quote = (evidence, words) => make("button", { type: "button", class: "quote", onclick: () => openDocument(evidence) }, words ?? evidence.text);
const when = (incident) => !incident.start ? "no date" : incident.end && incident.end !== incident.start ? `${incident.start} to ${incident.end}` : incident.start;
const source = (id) => DATA.documents[id];

function openDocument(evidence) {
  const document_ = source(evidence.document);
  byId("reader-title").textContent = document_.title ?? document_.id;
  byId("reader-byline").replaceChildren(make("b", {}, document_.publisher ?? ""), make("span", {}, (document_.published ?? "").replace("T", " ").slice(0, 16)),
    ...(/^https?:/.test(document_.url ?? "") ? [make("a", { href: document_.url, rel: "noopener noreferrer" }, "source")] : []));
  const points = Array.from(document_.text); // offsets count code points
  const mark = make("mark", {}, points.slice(evidence.start, evidence.end).join(""));
  byId("reader-text").replaceChildren(points.slice(0, evidence.start).join(""), mark, points.slice(evidence.end).join(""));
  byId("reader").showModal();
  mark.scrollIntoView({ block: "center" });
}

function history(incident) {
  const steps = incident.history.filter((step, i, all) => i === 0 || step.status !== all[i - 1].status);
  return steps.length > 1 ? make("p", { class: "history" }, ...steps.flatMap((step, i) => [i ? " → " : "", make("span", { class: "status" }, step.status), ` ${(step.reported ?? "").slice(0, 10)}`])) : null;
}

function incidentCard(incident) {
  const reports = incident.history.map((step) => make("li", {}, make("span", { class: "status" }, step.status), ` ${step.publisher ?? "?"}, ${(step.reported ?? "no date").slice(0, 10)} `,
    quote(step, source(step.document)?.title ?? step.document)));
  return make("li", { class: `fact ${incident.quad} is-${incident.status}`, id: `incident-${incident.id}` },
    make("p", { class: "head" }, make("span", { class: "type" }, incident.type), ...incident.modes.map((mode) => make("span", { class: "mode" }, mode)), make("span", { class: "status" }, incident.status, incident.contested ? ", contested" : "")),
    make("p", { class: "who" }, incident.actors.join(", ") || "actor not named", ...(incident.recipients.length ? [make("span", { class: "arrow", "aria-label": "to" }, " → "), incident.recipients.join(", ")] : [])),
    make("p", { class: "where" }, [incident.place, incident.country, when(incident)].filter(Boolean).join(" · "), incident.date_source === "document" ? " (date of publication)" : ""),
    history(incident),
    make("blockquote", {}, quote(incident.sentence)),
    make("details", {}, make("summary", {}, `${incident.events.length} report${incident.events.length > 1 ? "s" : ""}, ${incident.publishers} publisher${incident.publishers === 1 ? "" : "s"}`), make("ul", {}, ...reports)));
}

function meetingCard(incident) {
  return make("li", { class: `fact ${incident.quad} is-${incident.status}` },
    make("p", { class: "head" }, make("b", {}, when(incident)), ...incident.modes.map((mode) => make("span", { class: "mode" }, mode)), make("span", { class: "status" }, incident.status)),
    make("p", { class: "who" }, incident.recipients.length ? [incident.actors.join(", "), incident.recipients.join(", ")].join(" → ") : incident.actors.join(" ↔ ")),
    make("p", { class: "where" }, incident.place ?? ""), history(incident), make("blockquote", {}, quote(incident.sentence)));
}

function statementCard(statement) {
  return make("li", { class: "fact statement" },
    make("p", { class: "head" }, make("b", {}, statement.source), statement.role ? make("span", { class: "mode" }, statement.role) : null, statement.cue ? make("i", {}, statement.cue.text) : null,
      make("span", { class: "status" }, statement.quotation)),
    make("blockquote", {}, ...statement.content.flatMap((part, i) => [i ? " … " : "", quote(part)])),
    make("p", { class: "where" }, [statement.publisher, (statement.reported ?? "").slice(0, 10)].filter(Boolean).join(" · ")));
}

function fill(name, items, card) {
  const list = byId(`${name.slice(0, -1)}-list`);
  list.replaceChildren(...items.slice(0, limits[name]).map(card));
  byId(`${name.slice(0, -1)}-count`).textContent = items.length > limits[name] ? `${number(limits[name])} of ${number(items.length)}` : number(items.length);
  document.querySelector(`[data-more="${name}"]`).hidden = items.length <= limits[name];
  byId(name).hidden = !items.length;
}

function drawLists() {
  const incidents = chosenIncidents();
  fill("incidents", incidents, incidentCard);
  fill("meetings", incidents.filter((incident) => incident.type === "CONSULT" && incident.actors.length), meetingCard);
  fill("statements", chosenStatements(), statementCard);
  byId("incidents").hidden = false;
  byId("shown").textContent = `${number(incidents.length)} of ${number(DATA.incidents.length)} incidents`;
}
