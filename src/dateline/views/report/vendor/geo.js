export { geoNaturalEarth1, geoMercator, geoPath, geoGraticule10, geoBounds, geoDistance } from "d3-geo";
export { feature, mesh } from "topojson-client";
