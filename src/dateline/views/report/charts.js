// The timeline of incidents by day, and the tolls as ranges over time with a line for each source.
const QUADS = ["material-conflict", "verbal-conflict", "material-cooperation", "verbal-cooperation"];
const number = (value) => value === null || value === undefined ? "?" : value.toLocaleString("en");
const short = (value) => value < 100000 ? number(value) : value.toLocaleString("en", { notation: "compact" });
const dayNumber = (day) => Date.parse(day + "T00:00:00Z") / 86400000;
const dayName = (n) => new Date(n * 86400000).toISOString().slice(0, 10);

function drawTimeline() {
  const svg = byId("timeline");
  const counts = new Map();
  for (const incident of chosenIncidents()) {
    if (!incident.start) continue;
    const count = counts.get(incident.start) ?? {};
    count[incident.quad] = (count[incident.quad] ?? 0) + 1;
    counts.set(incident.start, count);
  }
  const found = [...counts.keys()].map(dayNumber);
  if (!found.length) { svg.replaceChildren(make("text", { x: 320, y: 280, "text-anchor": "middle" }, "no dated incident")); return; }
  const first = Math.min(...found), span = Math.max(...found) - first + 1;
  const step = Math.max(1, Math.ceil(span / 90));
  const bins = new Map();
  for (const [day, count] of counts) {
    const bin = first + Math.floor((dayNumber(day) - first) / step) * step;
    const sum = bins.get(bin) ?? {};
    for (const [quad, n] of Object.entries(count)) sum[quad] = (sum[quad] ?? 0) + n;
    bins.set(bin, sum);
  }
  const total = (count) => Object.values(count).reduce((a, b) => a + b, 0);
  const most = Math.max(...[...bins.values()].map(total));
  const width = 590 / Math.ceil(span / step), height = 490, base = 524;
  const size = 11 * pixel(svg);
  svg.style.setProperty("--size", `${size}px`);
  const parts = [make("line", { x1: 40, x2: 630, y1: base, y2: base, class: "axis" }),
    make("text", { x: 34, y: base - height + 4, "text-anchor": "end" }, number(most)), make("text", { x: 34, y: base, "text-anchor": "end" }, "0")];
  for (const [bin, count] of bins) {
    let y = base;
    const x = 40 + ((bin - first) / step) * width;
    const from = dayName(bin), to = dayName(bin + step - 1);
    const bar = make("g", { tabindex: 0, role: "button", "aria-label": `${from}: ${total(count)} incidents`, onclick: () => setDays(from, to),
      onkeydown: (event) => { if (event.key === "Enter") setDays(from, to); } }, make("title", {}, `${from}${step > 1 ? " to " + to : ""}: ${total(count)} incidents`));
    for (const quad of QUADS) {
      const h = ((count[quad] ?? 0) / most) * height;
      if (h) bar.append(make("rect", { x: x + 1, y: (y -= h), width: Math.max(1.5, width - 2), height: h, class: quad }));
    }
    parts.push(bar);
  }
  const labels = Math.max(2, Math.min(5, span, Math.floor(590 / (size * 8))));
  for (let i = 0; i < labels; i++) {
    const day = first + Math.round((i * (span - 1)) / Math.max(1, labels - 1));
    parts.push(make("text", { x: 40 + ((day - first) / step + 0.5) * width, y: base + 6 + size, "text-anchor": i === 0 ? "start" : i === labels - 1 ? "end" : "middle" }, dayName(day)));
  }
  svg.replaceChildren(...parts);
}

const bounds = (claim) => claim.low === null && claim.high === null && claim.best === null ? claim.evidence.text
  : claim.best !== null && claim.low === null ? `about ${number(claim.best)}`
  : claim.low !== null && claim.low === claim.high ? number(claim.low)
  : claim.low !== null && claim.high !== null ? `${number(claim.low)} to ${number(claim.high)}`
  : claim.low !== null ? `at least ${number(claim.low)}` : `up to ${number(claim.high)}`;

function tollChart(entry) {
  const claims = entry.claims.filter((claim) => claimDay(claim) && (claim.best ?? claim.low ?? claim.high) !== null);
  const sources = [...new Set(claims.map((claim) => claim.source ?? "unnamed"))];
  const at = claims.map((claim) => dayNumber(claimDay(claim)));
  const first = Math.min(...at), last = Math.max(...at);
  const top = Math.max(...claims.map((claim) => Math.max(claim.low ?? 0, claim.high ?? 0, claim.best ?? 0)), 1) * 1.08;
  const x = (day) => 56 + (last === first ? 200 : ((dayNumber(day) - first) / (last - first)) * 390);
  const y = (value) => 150 - (value / top) * 135;
  const svg = make("svg", { viewBox: "0 0 470 182", class: "chart", role: "img", "aria-label": `${entry.measure}, by source over time` });
  for (const share of [0, 0.5, 1]) {
    const value = Math.round((top / 1.08) * share);
    svg.append(make("line", { x1: 50, x2: 460, y1: y(value), y2: y(value), class: "axis" }), make("text", { x: 46, y: y(value) + 4, "text-anchor": "end" }, short(value)));
  }
  svg.append(make("text", { x: x(dayName(first)), y: 174, "text-anchor": last === first ? "middle" : "start" }, dayName(first)));
  if (last !== first) svg.append(make("text", { x: 452, y: 174, "text-anchor": "end" }, dayName(last)));
  sources.forEach((source, index) => {
    const own = claims.filter((claim) => (claim.source ?? "unnamed") === source);
    const group = make("g", { class: `source s${index % 8}` });
    const middle = (claim) => claim.best ?? claim.low ?? claim.high;
    if (own.length > 1) group.append(make("polyline", { points: own.map((claim) => `${x(claimDay(claim))},${y(middle(claim))}`).join(" ") }));
    for (const claim of own) {
      const px = x(claimDay(claim)), low = claim.low ?? 0;
      const open = claim.high === null && claim.best === null;
      if (claim.low !== claim.high) group.append(make("line", { x1: px, x2: px, y1: y(low), y2: open ? y(low) - 14 : y(claim.high ?? claim.best), class: "range" }));
      if (open) group.append(make("path", { d: `M${px - 4},${y(low) - 10} L${px},${y(low) - 16} L${px + 4},${y(low) - 10}`, class: "open" }));
      const what = `${claimDay(claim)}: ${bounds(claim)}, ${source}${claim.contradicts.length ? " (contradicted)" : ""}`;
      group.append(make("circle", { cx: px, cy: y(middle(claim)), r: 5, class: claim.superseded_by ? "past" : "", tabindex: 0, role: "button", "aria-label": what,
        onclick: () => openDocument(claim.evidence), onkeydown: (event) => { if (event.key === "Enter") openDocument(claim.evidence); } }, make("title", {}, what)));
    }
    svg.append(group);
  });
  return [svg, make("p", { class: "sources" }, ...sources.map((source, index) => make("span", { class: `s${index % 8}` }, source)))];
}

function drawTolls() {
  const tolls = chosenTolls().sort((a, b) => b.claims.length - a.claims.length || (b.low ?? 0) - (a.low ?? 0));
  byId("toll-list").replaceChildren(...tolls.slice(0, limits.tolls).map((entry) => {
    const range = entry.low === null && entry.high === null ? "" : entry.low === entry.high ? number(entry.low)
      : entry.high === null ? `${number(entry.low)} or more` : `${number(entry.low)} to ${number(entry.high)}`;
    const rows = entry.claims.map((claim) => make("tr", { class: claim.superseded_by ? "past" : "" }, make("td", {}, claimDay(claim)), make("td", {}, quote(claim.evidence, bounds(claim))),
      make("td", {}, claim.source ?? "", claim.own_voice ? " (own voice)" : ""), make("td", {}, claim.publisher ?? ""),
      make("td", {}, claim.contradicts.length ? "contradicted" : claim.superseded_by ? "superseded" : "stands")));
    return make("article", { class: "panel toll" }, make("h3", {}, `${entry.measure} `, make("small", {}, [entry.subject === entry.measure ? null : entry.subject, entry.unit === entry.subject ? null : entry.unit, entry.country].filter(Boolean).join(" · "))),
      make("p", { class: "count" }, range, entry.contested ? make("span", { class: "badge" }, "contested") : ""),
      ...(entry.claims.length > 1 ? tollChart(entry) : []),
      make("details", { open: entry.claims.length < 3 }, make("summary", {}, `${entry.claims.length} claim${entry.claims.length > 1 ? "s" : ""}`),
        make("div", { class: "scroll" }, make("table", {}, make("tbody", {}, ...rows)))));
  }), ...(tolls.length > limits.tolls ? [make("button", { type: "button", class: "more", onclick: () => { limits.tolls *= 3; drawTolls(); } }, `Show more of ${tolls.length}`)] : []));
  byId("tolls").hidden = !tolls.length;
}
