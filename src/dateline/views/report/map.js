// The map: one circle for each place, its size the number of stories, its colour the quad that prevails there.
const view = { k: 1, x: 0, y: 0 };
let projection = null;

function placesOf(incidents) {
  const places = new Map();
  for (const incident of incidents) {
    if (incident.latitude === null || incident.latitude === undefined) continue;
    const key = `${incident.latitude},${incident.longitude}`;
    if (!places.has(key)) places.set(key, { at: [incident.longitude, incident.latitude], name: incident.place, vague: incident.precision >= 5, stories: 0, quads: {}, incidents: [] });
    const place = places.get(key);
    place.stories += incident.stories;
    place.quads[incident.quad] = (place.quads[incident.quad] ?? 0) + incident.stories;
    place.incidents.push(incident);
  }
  return [...places.values()].sort((a, b) => b.stories - a.stories);
}

function fitTo(places) {
  const near = places.some((place) => !place.vague) ? places.filter((place) => !place.vague) : places;
  const points = near.flatMap(({ at: [lon, lat] }) => [[lon - 1.5, lat - 1.2], [lon + 1.5, lat + 1.2]]);
  const shape = points.length ? { type: "MultiPoint", coordinates: points } : { type: "Sphere" };
  projection = geo.geoMercator().fitExtent([[40, 40], [920, 520]], shape);
}

function drawGround() {
  fitTo(placesOf(DATA.incidents));
  const path = geo.geoPath(projection);
  const ground = make("g");
  for (const country of geo.feature(WORLD, WORLD.objects.countries).features) {
    const d = path(country);
    if (d) ground.append(make("path", { d, class: "country" }));
  }
  byId("map").replaceChildren(make("g", { id: "world-view" }, ground, make("g", { id: "dots", class: "dots" })));
}

function drawMap() {
  const places = placesOf(chosenIncidents());
  const dots = [];
  const taken = [];
  places.forEach((place) => {
    const point = projection(place.at);
    if (!point) return;
    const radius = (4 + 3.2 * Math.sqrt(place.stories)) / view.k;
    const quad = Object.entries(place.quads).sort((a, b) => b[1] - a[1])[0][0];
    const label = `${place.name}: ${place.incidents.length} incident${place.incidents.length > 1 ? "s" : ""}`;
    const pick = () => setQuery(place.name);
    dots.push(make("circle", { cx: point[0], cy: point[1], r: radius, class: `${quad}${place.vague ? " vague" : ""}`, tabindex: 0, role: "button", "aria-label": label,
      onclick: pick, onkeydown: (event) => { if (event.key === "Enter") pick(); } }, make("title", {}, label)));
    const box = { x: point[0] + radius + 3 / view.k, y: point[1], w: (place.name.length * 7.4) / view.k, h: 15 / view.k };
    if (taken.length < 24 && !taken.some((other) => Math.abs(other.y - box.y) < box.h && box.x < other.x + other.w && other.x < box.x + box.w)) {
      taken.push(box);
      dots.push(make("text", { x: box.x, y: box.y, "font-size": 13 / view.k, "dominant-baseline": "middle" }, place.name));
    }
  });
  byId("dots").replaceChildren(...dots);
  moveMap();
}

function moveMap() {
  byId("world-view").setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
}

function zoom(factor, x = 480, y = 280) {
  const k = Math.min(60, Math.max(0.05, view.k * factor));
  view.x = x - ((x - view.x) * k) / view.k;
  view.y = y - ((y - view.y) * k) / view.k;
  view.k = k;
  drawMap();
}

function wireMap() {
  const svg = byId("map");
  const where = (event) => {
    const box = svg.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 960, ((event.clientY - box.top) / box.height) * 560];
  };
  byId("zoom-in").addEventListener("click", () => zoom(1.6));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.6));
  byId("zoom-home").addEventListener("click", () => { Object.assign(view, { k: 1, x: 0, y: 0 }); drawMap(); });
  svg.addEventListener("wheel", (event) => { if (event.ctrlKey || event.metaKey) { event.preventDefault(); zoom(event.deltaY < 0 ? 1.25 : 0.8, ...where(event)); } }, { passive: false });
  let grip = null;
  svg.addEventListener("pointerdown", (event) => { if (!event.target.closest("circle")) { grip = [where(event), view.x, view.y]; svg.setPointerCapture(event.pointerId); } });
  svg.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const [x, y] = where(event);
    view.x = grip[1] + x - grip[0][0];
    view.y = grip[2] + y - grip[0][1];
    moveMap();
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { grip = null; });
}
