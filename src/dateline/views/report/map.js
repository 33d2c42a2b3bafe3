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

const reach = (place) => ((4 + 3.2 * Math.sqrt(place.stories)) * Math.sqrt(pixel(byId("map")))) / view.k;
const meet = (a, b) => Math.abs(a.y - b.y) < (a.h + b.h) / 2 && a.x < b.x + b.w && b.x < a.x + a.w;

function drawMap() {
  const incidents = chosenIncidents();
  const places = placesOf(incidents);
  const dots = [], names = [];
  const size = (12 * pixel(byId("map"))) / view.k;
  byId("map").style.setProperty("--size", `${size}px`);
  const circles = places.map((place) => projection(place.at) ?? [-9e9, 0]).map(([x, y], i) => ({ x: x - reach(places[i]), y, w: 2 * reach(places[i]), h: 2 * reach(places[i]) }));
  const taken = [];
  places.forEach((place) => {
    const point = projection(place.at);
    if (!point) return;
    const radius = reach(place);
    const quad = Object.entries(place.quads).sort((a, b) => b[1] - a[1])[0][0];
    const label = `${place.name}: ${place.incidents.length} incident${place.incidents.length > 1 ? "s" : ""}`;
    const pick = () => setQuery(place.name);
    dots.push(make("circle", { cx: point[0], cy: point[1], r: radius, class: `${quad}${place.vague ? " vague" : ""}`, tabindex: 0, role: "button", "aria-label": label,
      onclick: pick, onkeydown: (event) => { if (event.key === "Enter") pick(); } }, make("title", {}, label)));
    const width = place.name.length * size * 0.62, gap = radius + size / 4;
    const sides = [point[0] + gap, point[0] - gap - width].map((x) => ({ x, y: point[1], w: width, h: size * 1.1 }));
    const box = sides.find((side) => ![...taken, ...circles].some((other) => meet(side, other)));
    if (taken.length < 24 && box) {
      taken.push(box);
      const right = box === sides[0];
      names.push(make("text", { x: right ? box.x : box.x + width, y: box.y, "text-anchor": right ? "start" : "end", "dominant-baseline": "middle" }, place.name));
    }
  });
  byId("dots").replaceChildren(...dots, ...names);
  const off = incidents.length - places.reduce((sum, place) => sum + place.incidents.length, 0);
  byId("off-map").textContent = off ? `not on the map, no place with coordinates: ${number(off)}` : "";
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
