// The map of people who work with the inventory: MapLibre over our own vector tiles. The table beside it says the same.
import maplibregl from 'maplibre-gl/dist/maplibre-gl-csp';
import type { ExpressionSpecification, Map as MapLibre, StyleSpecification } from 'maplibre-gl';

const root = document.querySelector<HTMLElement>('[data-work-map]');
if (root) start(root);

function start(root: HTMLElement) {
  maplibregl.setWorkerUrl(root.dataset.worker!);
  const bounds = root.dataset.bounds!.split(',').map(Number) as [number, number, number, number];
  const map: MapLibre = new maplibregl.Map({
    container: root,
    style: styleOf(root),
    bounds,
    fitBoundsOptions: { padding: 24 },
    maxZoom: 18,
    attributionControl: { compact: false, customAttribution: root.dataset.source },
    locale: {
      'NavigationControl.ZoomIn': root.dataset.zoomIn!,
      'NavigationControl.ZoomOut': root.dataset.zoomOut!,
      'Map.Title': root.dataset.title!,
    },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl({ unit: 'metric' }));
  const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;

  map.on('click', 'objects', (event) => {
    const feature = event.features?.[0];
    if (feature?.geometry.type !== 'Point') return;
    select(map, feature.geometry.coordinates as [number, number], feature.properties.name, feature.properties.url);
  });
  map.on('mouseenter', 'objects', () => (map.getCanvas().style.cursor = 'pointer'));
  map.on('mouseleave', 'objects', () => (map.getCanvas().style.cursor = ''));

  // A row of the table shows its place: by mouse or by Enter on its button.
  document.querySelectorAll<HTMLElement>('[data-map-lon]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => {
      const at: [number, number] = [Number(button.dataset.mapLon), Number(button.dataset.mapLat)];
      map[reduced ? 'jumpTo' : 'easeTo']({ center: at, zoom: Math.max(map.getZoom(), 12) });
      select(map, at, button.dataset.mapName!, button.dataset.mapUrl!);
      root.scrollIntoView({ block: 'nearest' });
    });
  });
  root.dataset.ready = 'true';
}

let popup: maplibregl.Popup | undefined;

function select(map: MapLibre, at: [number, number], name: string, url: string) {
  const link = document.createElement('a');
  link.href = url;
  link.textContent = name;
  popup?.remove();
  popup = new maplibregl.Popup({ offset: 10 }).setLngLat(at).setDOMContent(link).addTo(map);
}

/** Colours come from the page's tokens, so both schemes and the reader's choice hold here too. */
function styleOf(root: HTMLElement): StyleSpecification {
  const token = (name: string) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  const absolute = (path: string) => new URL(path, location.href).href;
  const label: ExpressionSpecification = ['get', 'name'];
  const halo = { 'text-color': token('map-label'), 'text-halo-color': token('map-label-halo'), 'text-halo-width': 1.2 };
  // Without `glyphs` MapLibre draws labels with the fonts of this computer.
  return {
    version: 8,
    sources: {
      areas: { type: 'vector', url: absolute(root.dataset.areas!) },
      objects: { type: 'geojson', data: absolute(root.dataset.objects!) },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': token('map-outside') } },
      { id: 'villages', type: 'fill', source: 'areas', 'source-layer': 'villages', paint: { 'fill-color': token('surface') } },
      { id: 'village-borders', type: 'line', source: 'areas', 'source-layer': 'villages', minzoom: 9, paint: { 'line-color': token('line'), 'line-width': 1 } },
      { id: 'district-borders', type: 'line', source: 'areas', 'source-layer': 'districts', paint: { 'line-color': token('map-border'), 'line-width': 1.4 } },
      { id: 'district-names', type: 'symbol', source: 'areas', 'source-layer': 'district_names', maxzoom: 11, layout: { 'text-field': label, 'text-font': ['sans-serif'], 'text-size': 13 }, paint: halo },
      { id: 'village-names', type: 'symbol', source: 'areas', 'source-layer': 'village_names', minzoom: 11, layout: { 'text-field': label, 'text-font': ['sans-serif'], 'text-size': 12 }, paint: halo },
      {
        id: 'objects', type: 'circle', source: 'objects',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, 4, 14, 8],
          'circle-color': ['case', ['get', 'certain'], token('nila'), token('surface')],
          'circle-stroke-color': ['case', ['get', 'certain'], token('map-choice-halo'), token('nila')],
          'circle-stroke-width': 2,
        },
      },
      { id: 'object-names', type: 'symbol', source: 'objects', minzoom: 11, layout: { 'text-field': label, 'text-font': ['sans-serif'], 'text-size': 12, 'text-offset': [0, 1.1], 'text-anchor': 'top' }, paint: halo },
    ],
  };
}
