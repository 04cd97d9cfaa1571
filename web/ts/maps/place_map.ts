// The map beside a record's form: a click, or Enter with the cross over the place, fills in the coordinates and says that
// they were pointed at; lines and borders are drawn the same way and become GeoJSON. The fields hold what is sent.
import maplibregl from 'maplibre-gl/dist/maplibre-gl-csp';
import type { GeoJSONSource, LngLat, Map as MapLibre } from 'maplibre-gl';
import type { FeatureCollection, Geometry, Position } from 'geojson';
import { areaMap, token } from './work_style';

type Draw = 'Point' | 'LineString' | 'Polygon';
const kFewest = { Point: 1, LineString: 2, Polygon: 3 };
const kNothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

const field = <T extends HTMLElement>(id: string) => document.getElementById(id) as T | null;

export function placeMap(root: HTMLElement) {
  const lat = field<HTMLInputElement>('f-place-lat'), lon = field<HTMLInputElement>('f-place-lon');
  const shape = field<HTMLTextAreaElement>('f-shape');
  if (!lat || !lon || !shape) return;
  lat.closest('fieldset')!.append(root);
  root.hidden = false;
  new PlaceMap(root, lat, lon, shape);
}

class PlaceMap {
  private readonly map: MapLibre;
  private readonly told: HTMLElement;
  private marker: maplibregl.Marker | undefined;
  private draw: Draw = 'Point';
  private corners: Position[] = [];

  constructor(
    private readonly root: HTMLElement, private readonly lat: HTMLInputElement, private readonly lon: HTMLInputElement,
    private readonly shape: HTMLTextAreaElement,
  ) {
    this.told = root.querySelector('[role=status]')!;
    this.map = areaMap(root, root.querySelector<HTMLElement>('.map-canvas')!, { shape: { type: 'geojson', data: kNothing } }, [
      { id: 'inside', type: 'fill', source: 'shape', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': token(root, 'nila'), 'fill-opacity': 0.15 } },
      { id: 'outline', type: 'line', source: 'shape', paint: { 'line-color': token(root, 'nila'), 'line-width': 3 } },
      { id: 'corners', type: 'circle', source: 'shape', paint: { 'circle-radius': 3, 'circle-color': token(root, 'nila') } },
    ]);
    this.map.getCanvas().setAttribute('aria-describedby', 'map-hint'); // MapLibre names it by its locale
    this.listen();
    this.showPoint();
    this.map.on('load', () => {
      this.showShape(true);
      root.dataset.ready = 'true';
    });
  }

  private listen() {
    const on = (selector: string, act: (button: HTMLElement) => void) =>
      this.root.querySelectorAll<HTMLElement>(selector).forEach((button) => button.addEventListener('click', () => act(button)));
    this.map.on('click', (event) => this.take(event.lngLat));
    this.map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.take(this.map.getCenter());
    });
    on('[data-centre]', () => this.take(this.map.getCenter()));
    on('[data-draw]', (button) => this.choose(button.dataset.draw as Draw));
    on('[data-undo]', () => {
      this.corners.pop();
      this.write();
    });
    for (const input of [this.lat, this.lon]) input.addEventListener('change', () => this.showPoint());
    this.shape.addEventListener('change', () => this.showShape(true));
    this.root.querySelector<HTMLInputElement>('[data-geojson]')!.addEventListener('change', async (event) => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (!file) return;
      this.shape.value = await file.text();
      this.showShape(true);
    });
  }

  private choose(draw: Draw) {
    this.draw = draw;
    this.corners = [];
    for (const button of this.root.querySelectorAll<HTMLElement>('[data-draw]'))
      button.setAttribute('aria-pressed', String(button.dataset.draw === draw));
    this.root.querySelector<HTMLElement>('[data-undo]')!.hidden = draw === 'Point';
  }

  private take(at: LngLat) {
    if (this.draw !== 'Point') {
      this.corners.push([round(at.lng), round(at.lat)]);
      return this.write();
    }
    this.lat.value = typed(at.lat);
    this.lon.value = typed(at.lng);
    const pointed = document.querySelector<HTMLInputElement>('input[name=place_precision][value=pointed]');
    if (pointed) pointed.checked = true;
    this.showPoint();
    this.told.textContent = `${this.root.dataset.picked}: ${this.lat.value}; ${this.lon.value}`;
  }

  /** The corners drawn so far, as soon as they are a line or border. */
  private write() {
    const { corners, draw } = this;
    const whole = corners.length >= kFewest[draw];
    const geometry = draw === 'Polygon' ? { type: draw, coordinates: [[...corners, corners[0]]] } : { type: draw, coordinates: corners };
    this.shape.value = whole ? JSON.stringify(geometry) : '';
    const pointed = document.querySelector<HTMLInputElement>('input[name=place_precision][value=pointed]');
    if (pointed) pointed.checked = true;
    this.told.textContent = `${this.root.dataset.corners}: ${corners.length}`;
    this.show(whole ? (geometry as Geometry) : { type: 'MultiPoint', coordinates: corners });
  }

  private showPoint() {
    const lat = degrees(this.lat.value), lng = degrees(this.lon.value);
    this.marker?.remove();
    if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) return;
    this.marker = new maplibregl.Marker({ color: token(this.root, 'nila') }).setLngLat([lng, lat]).addTo(this.map);
    this.marker.getElement().setAttribute('aria-hidden', 'true'); // the fields say it
    if (!this.map.getBounds().contains([lng, lat])) this.map.jumpTo({ center: [lng, lat] });
  }

  private showShape(fit: boolean) {
    const text = this.shape.value.trim();
    try {
      const shape = text ? JSON.parse(text) : kNothing;
      this.show(shape);
      this.told.textContent = '';
      const bounds = new maplibregl.LngLatBounds();
      for (const at of positions(shape)) bounds.extend(at as [number, number]);
      if (fit && !bounds.isEmpty()) this.map.fitBounds(bounds, { padding: 32, maxZoom: 15, animate: false });
    } catch {
      this.told.textContent = this.root.dataset.broken!;
    }
  }

  private show(data: Geometry | FeatureCollection) {
    (this.map.getSource('shape') as GeoJSONSource | undefined)?.setData(data);
  }
}

const round = (degrees: number) => Number(degrees.toFixed(6));
/** As people here write numbers. */
const typed = (degrees: number) => degrees.toFixed(6).replace('-', '−').replace('.', document.documentElement.lang === 'id' ? ',' : '.');
const degrees = (text: string) => (text.trim() ? Number(text.trim().replace('−', '-').replace(',', '.')) : NaN);

function* positions(value: unknown): Generator<Position> {
  if (Array.isArray(value) && typeof value[0] === 'number') yield value as Position;
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) yield* positions(inner);
}
