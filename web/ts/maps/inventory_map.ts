// The map of people who work with the inventory: MapLibre over our own vector tiles. The table beside it says the same.
import maplibregl from 'maplibre-gl/dist/maplibre-gl-csp';
import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { absolute, areaMap, labels, token } from './work_style';

export function inventoryMap(root: HTMLElement) {
  const objects = { type: 'geojson', data: absolute(root.dataset.objects!) } as const;
  const map = areaMap(root, root, { objects }, layersOf(root));
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

function layersOf(root: HTMLElement): LayerSpecification[] {
  const certain = <T>(yes: T, no: T) => ['case', ['get', 'certain'], yes, no] as unknown as T;
  return [
    {
      id: 'objects', type: 'circle', source: 'objects',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, 4, 14, 8],
        'circle-color': certain(token(root, 'nila'), token(root, 'surface')),
        'circle-stroke-color': certain(token(root, 'map-choice-halo'), token(root, 'nila')),
        'circle-stroke-width': 2,
      },
    },
    { id: 'object-names', type: 'symbol', source: 'objects', minzoom: 11, layout: { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'], 'text-size': 12, 'text-offset': [0, 1.1], 'text-anchor': 'top' }, paint: labels(root) },
  ];
}
