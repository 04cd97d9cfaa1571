// What both maps of the offices stand on: borders and names of our own vector tiles, in the colours of the page.
import maplibregl from 'maplibre-gl/dist/maplibre-gl-csp';
import type { LayerSpecification, Map as MapLibre, SourceSpecification, StyleSpecification, SymbolLayerSpecification } from 'maplibre-gl';

/** A colour of the page's tokens, so both schemes and the reader's choice hold here too. */
export const token = (root: HTMLElement, name: string) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
export const absolute = (path: string) => new URL(path, location.href).href;

export function labels(root: HTMLElement): SymbolLayerSpecification['paint'] {
  return { 'text-color': token(root, 'map-label'), 'text-halo-color': token(root, 'map-label-halo'), 'text-halo-width': 1.2 };
}

/** A map in `container` over the bounds that `root` names, with more sources and layers on top of the areas. */
export function areaMap(
  root: HTMLElement, container: HTMLElement, sources: Record<string, SourceSpecification>, layers: LayerSpecification[],
): MapLibre {
  maplibregl.setWorkerUrl(root.dataset.worker!);
  const map: MapLibre = new maplibregl.Map({
    container,
    style: styleOf(root, sources, layers),
    bounds: root.dataset.bounds!.split(',').map(Number) as [number, number, number, number],
    fitBoundsOptions: { padding: 24 },
    maxZoom: 18,
    attributionControl: false, // the sentence below the map says whose borders these are
    locale: {
      'NavigationControl.ZoomIn': root.dataset.zoomIn!,
      'NavigationControl.ZoomOut': root.dataset.zoomOut!,
      'Map.Title': root.dataset.title!,
    },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl({ unit: 'metric' }));
  return map;
}

function styleOf(
  root: HTMLElement, sources: Record<string, SourceSpecification>, layers: LayerSpecification[],
): StyleSpecification {
  const areas = { source: 'areas' };
  const name = { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'] } as SymbolLayerSpecification['layout'];
  // Without `glyphs` MapLibre draws labels with the fonts of this computer.
  return {
    version: 8,
    sources: { areas: { type: 'vector', url: absolute(root.dataset.areas!) }, ...sources },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': token(root, 'map-outside') } },
      { id: 'villages', type: 'fill', ...areas, 'source-layer': 'villages', paint: { 'fill-color': token(root, 'surface') } },
      { id: 'village-borders', type: 'line', ...areas, 'source-layer': 'villages', minzoom: 9, paint: { 'line-color': token(root, 'line'), 'line-width': 1 } },
      { id: 'district-borders', type: 'line', ...areas, 'source-layer': 'districts', paint: { 'line-color': token(root, 'map-border'), 'line-width': 1.4 } },
      { id: 'district-names', type: 'symbol', ...areas, 'source-layer': 'district_names', maxzoom: 11, layout: { ...name, 'text-size': 13 }, paint: labels(root) },
      { id: 'village-names', type: 'symbol', ...areas, 'source-layer': 'village_names', minzoom: 11, layout: { ...name, 'text-size': 12 }, paint: labels(root) },
      ...layers,
    ],
  };
}
