// The baseline: what a page does without tiles. One file, L.geoJSON, Leaflet's own canvas.
const [zoom, latitude, longitude] = location.hash.slice(1).split("/").map(Number);
const map = L.map("map", { renderer: L.canvas(), fadeAnimation: false }).setView([latitude, longitude], zoom);
const tip = L.tooltip({ className: "map-tip" });
const named = { color: "#7800f0", weight: 1.6, fillOpacity: 0.22 };

let shown = null;
async function load() {
  const answer = await fetch("/features.geojson", { cache: "no-store" });
  const next = L.geoJSON(await answer.json(), {
    style: named, pointToLayer: (_, at) => L.circleMarker(at, { ...named, radius: 6, weight: 1 }),
    onEachFeature: (feature, layer) => layer
      .on("mouseover", event => {
        layer.setStyle({ weight: 4 });
        tip.setLatLng(event.latlng).setContent(feature.properties.name_vi).addTo(map);
      })
      .on("mouseout", () => {
        layer.setStyle({ weight: named.weight });
        tip.remove();
      }),
  }).addTo(map);
  shown?.remove();
  shown = next;
}
load();
new EventSource("/live").addEventListener("change", load);
