// The build of MapLibre that a strict policy allows has no types of its own; they are those of the ordinary one.
declare module 'maplibre-gl/dist/maplibre-gl-csp' {
  import maplibregl from 'maplibre-gl';
  export default maplibregl;
}
