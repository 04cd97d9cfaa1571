// The maps of the offices, each where its page has a place for it.
import { inventoryMap } from './inventory_map';
import { placeMap } from './place_map';

const inventory = document.querySelector<HTMLElement>('[data-work-map]');
if (inventory) inventoryMap(inventory);
const place = document.querySelector<HTMLElement>('[data-place-map]');
if (place) placeMap(place);
