"use strict";
// What the page knows and which part of it is chosen; the other files draw it.
const DATA = JSON.parse(document.getElementById("data").textContent);
const WORLD = JSON.parse(document.getElementById("world").textContent);
const byId = (id) => document.getElementById(id);
const chosen = { query: "", type: "", country: "", status: "", since: "", until: "" };

// An element with attributes and children; text is always set as text.
function make(name, attributes = {}, ...children) {
  const svg = ["svg", "g", "path", "circle", "rect", "line", "text", "title", "polyline"].includes(name);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// How many units of a drawing make one pixel of the screen, so that its words are read at any width.
const pixel = (svg) => {
  const { width, height } = svg.viewBox.baseVal;
  return Math.max(1, width / (svg.clientWidth || width), height / (svg.clientHeight || height));
};
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const days = (incident) => [incident.start, incident.end ?? incident.start];
for (const incident of DATA.incidents) {
  incident.quad = DATA.quads[incident.type];
  incident.words = fold([incident.type, ...incident.modes, incident.status, incident.place ?? "", incident.country ?? "",
    ...incident.actors, ...incident.recipients, incident.sentence.text].join(" "));
}
for (const statement of DATA.statements)
  statement.words = fold([statement.source ?? "", statement.role ?? "", ...statement.content.map((part) => part.text)].join(" "));
for (const entry of DATA.ledger)
  entry.words = fold([entry.measure, entry.subject, entry.country ?? "", ...entry.claims.map((claim) => claim.source ?? "")].join(" "));

const mentions = (item) => fold(chosen.query).split(/\s+/).every((word) => item.words.includes(word));
const within = (from, to) => (!chosen.since || (to && to >= chosen.since)) && (!chosen.until || (from && from <= chosen.until));

const chosenIncidents = () => DATA.incidents.filter((incident) => mentions(incident)
  && (!chosen.type || incident.type === chosen.type)
  && (!chosen.status || incident.status === chosen.status)
  && (!chosen.country || incident.country === chosen.country)
  && within(...days(incident)));
const chosenStatements = () => DATA.statements.filter((statement) => mentions(statement)
  && (!chosen.country || statement.country === chosen.country)
  && within((statement.reported ?? "").slice(0, 10), (statement.reported ?? "").slice(0, 10)));
const claimDay = (claim) => claim.as_of ?? (claim.reported ?? "").slice(0, 10);
function chosenTolls() {
  return DATA.ledger.map((entry) => ({ ...entry, claims: entry.claims.filter((claim) => within(claimDay(claim), claimDay(claim))) }))
    .filter((entry) => entry.claims.length && mentions(entry) && (!chosen.country || entry.country === chosen.country));
}
