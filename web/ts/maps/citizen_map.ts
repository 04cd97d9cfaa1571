// The map that a resident opens: Leaflet over our own borders and places. The list beside it says the same and stays.
import L from 'leaflet';
import type { FeatureCollection, Point } from 'geojson';

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
  const map = L.map(root, { zoomControl: false, attributionControl: false, zoomSnap: 0.25, minZoom: 7, maxZoom: 16 });
  L.control.zoom({ zoomInTitle: text.zoomIn, zoomOutTitle: text.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);

  const areas = L.geoJSON(borders, { interactive: false, style: () => ({ className: 'map-area' }) }).addTo(map);
  map.fitBounds(areas.getBounds());
  const shown = L.layerGroup().addTo(map);
  const about = text.about ?? '';
  const draw = () => {
    shown.clearLayers();
    for (const group of groupsOf(map, places as FeatureCollection<Point, Place>)) markerOf(group, about).addTo(shown);
  };
  map.on('zoomend', draw);
  draw();
  openChosen(map, places as FeatureCollection<Point, Place>, about);
}

async function load(url: string): Promise<FeatureCollection> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

interface Group {
  at: L.LatLng;
  places: Place[];
}

// Marks nearer than a finger is wide are one mark: many places stand for the middle of the same village.
function groupsOf(map: L.Map, places: FeatureCollection<Point, Place>): Group[] {
  const kFinger = 44;
  const groups: Group[] = [];
  for (const { geometry, properties } of places.features) {
    const at = L.latLng(geometry.coordinates[1]!, geometry.coordinates[0]!);
    const pixel = map.latLngToLayerPoint(at);
    const near = groups.find((group) => map.latLngToLayerPoint(group.at).distanceTo(pixel) < kFinger);
    if (near) near.places.push(properties);
    else groups.push({ at, places: [properties] });
  }
  return groups;
}

// A button that the keyboard reaches, as large as a finger.
function markerOf({ at, places }: Group, about: string): L.Marker {
  const certain = places.every((place) => place.certain);
  const names = places.map((place) => place.name).join(', ');
  const icon = L.divIcon({
    className: `map-place${certain ? '' : ' map-place-guess'}${places.length > 1 ? ' map-places' : ''}`,
    html: places.length > 1 ? String(places.length) : '',
    iconSize: [28, 28],
  });
  return L.marker(at, { icon, title: names, alt: names, keyboard: true }).bindPopup(popupOf(places, about));
}

function popupOf(places: Place[], about: string): HTMLElement {
  const box = document.createElement('div');
  for (const place of places) {
    const line = document.createElement('p');
    const link = document.createElement('a');
    link.href = place.url;
    link.textContent = place.name;
    line.append(link, document.createElement('br'), [place.category, place.village].filter(Boolean).join(', '));
    box.append(line);
  }
  if (places.some((place) => !place.certain)) {
    const note = document.createElement('p');
    note.className = 'map-note';
    note.textContent = about;
    box.append(note);
  }
  return box;
}

// `/peta#/potensi/gua/goa-calau-petak` opens that place, so that a page can link to its spot on the map.
function openChosen(map: L.Map, places: FeatureCollection<Point, Place>, about: string) {
  const show = () => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const found = places.features.find((feature) => feature.properties.url === wanted);
    if (!found) return;
    const at = L.latLng(found.geometry.coordinates[1]!, found.geometry.coordinates[0]!);
    map.setView(at, 12);
    L.popup().setLatLng(at).setContent(popupOf([found.properties], about)).openOn(map);
  };
  addEventListener('hashchange', show);
  show();
}
