// The map that a resident opens: Leaflet over our own borders and places. The list beside it says the same and stays.
import L from 'leaflet';
import type { Feature, FeatureCollection, Point } from 'geojson';

interface Place {
  name: string;
  category: string;
  village: string;
  url: string;
  certain: boolean;
}

const root = document.querySelector<HTMLElement>('[data-citizen-map]');
if (root) start(root).catch(() => root.setAttribute('hidden', ''));

async function start(root: HTMLElement) {
  const text = root.dataset;
  const [borders, places] = await Promise.all([load(text.borders!), load(text.places!)]);
  root.removeAttribute('hidden');
  const map = L.map(root, { zoomControl: false, attributionControl: false, minZoom: 7, maxZoom: 16 });
  L.control.zoom({ zoomInTitle: text.zoomIn, zoomOutTitle: text.zoomOut }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(text.source ?? '').addTo(map);
  L.control.scale({ imperial: false }).addTo(map);

  const areas = L.geoJSON(borders, { interactive: false, style: () => ({ className: 'map-area' }) }).addTo(map);
  map.fitBounds(areas.getBounds());
  const markers = L.geoJSON(places, { pointToLayer: (feature, at) => markerOf(feature, at, text.about ?? '') }).addTo(map);
  openChosen(map, markers);
}

async function load(url: string): Promise<FeatureCollection> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

// A button that the keyboard reaches, as large as a finger.
function markerOf(feature: Feature<Point, Place>, at: L.LatLng, about: string): L.Marker {
  const place = feature.properties;
  const icon = L.divIcon({ className: place.certain ? 'map-place' : 'map-place map-place-guess', iconSize: [28, 28] });
  return L.marker(at, { icon, title: place.name, alt: place.name, keyboard: true }).bindPopup(popupOf(place, about));
}

function popupOf(place: Place, about: string): HTMLElement {
  const box = document.createElement('div');
  const link = document.createElement('a');
  link.href = place.url;
  link.textContent = place.name;
  const line = document.createElement('p');
  line.textContent = [place.category, place.village].filter(Boolean).join(', ');
  box.append(link, line);
  if (!place.certain) {
    const note = document.createElement('p');
    note.className = 'map-note';
    note.textContent = about;
    box.append(note);
  }
  return box;
}

// `/peta#/potensi/goa/calau-petak` opens that place, so that a page can link to its spot on the map.
function openChosen(map: L.Map, markers: L.GeoJSON) {
  const show = () => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (!wanted) return;
    markers.eachLayer((layer) => {
      const marker = layer as L.Marker;
      if ((marker.feature?.properties as Place | undefined)?.url !== wanted) return;
      map.setView(marker.getLatLng(), 12);
      marker.openPopup();
    });
  };
  addEventListener('hashchange', show);
  show();
}
