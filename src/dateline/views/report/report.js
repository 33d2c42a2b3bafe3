// Filters and wiring: a change of the form draws everything again.
function draw() {
  drawMap();
  drawTimeline();
  drawTolls();
  drawLists();
}

function readForm() {
  for (const name of Object.keys(chosen)) chosen[name] = byId(name).value.trim();
  draw();
}

function setQuery(text) {
  byId("query").value = text;
  readForm();
}

function setDays(from, to) {
  byId("since").value = from;
  byId("until").value = to;
  readForm();
}

const form = byId("filters");
let waiting = 0;
form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(readForm, 120); });
form.addEventListener("reset", () => setTimeout(readForm));
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll("[data-more]"))
  button.addEventListener("click", () => { limits[button.dataset.more] *= 4; drawLists(); });
addEventListener("beforeprint", () => { for (const details of document.querySelectorAll("details")) details.open = true; });
addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => { drawMap(); drawTimeline(); }, 120); });
drawGround();
wireMap();
draw();
