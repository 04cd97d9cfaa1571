#pragma once
// A description with one field of each kind, as a data file would hold it.
#include "forms/form.h"

namespace forms {

inline constexpr const char* kCave = R"({
  "key": "cave", "title": {"id": "Gua", "en": "Cave"},
  "fields": [
    {"key": "name", "type": "text", "label": {"id": "Nama", "en": "Name"}, "required": true, "min_length": 3, "max_length": 12},
    {"key": "story", "type": "long_text", "label": {"id": "Cerita", "en": "Story"}},
    {"key": "halls", "type": "integer", "label": {"id": "Ruang", "en": "Halls"}, "min": 1, "max": 99},
    {"key": "length_m", "type": "decimal", "label": {"id": "Panjang", "en": "Length"}, "min": 0.5, "unit": {"id": "m", "en": "m"}},
    {"key": "ticket", "type": "money", "label": {"id": "Karcis", "en": "Ticket"}, "max": 1000000},
    {"key": "visited", "type": "date", "label": {"id": "Didatangi", "en": "Visited"}, "earliest": "2000-01-01", "latest": "2030-12-31"},
    {"key": "found", "type": "date", "label": {"id": "Ditemukan", "en": "Found"}, "approximate": true},
    {"key": "rock", "type": "choice", "label": {"id": "Batuan", "en": "Rock"},
     "options": [{"value": "karst", "label": {"id": "Karst", "en": "Karst"}}, {"value": "lava", "label": {"id": "Lava", "en": "Lava"}}]},
    {"key": "needs", "type": "multi_choice", "label": {"id": "Bawa", "en": "Bring"}, "max_length": 2,
     "options": [{"value": "lamp", "label": {"id": "Lampu", "en": "Lamp"}}, {"value": "rope", "label": {"id": "Tali", "en": "Rope"}},
                 {"value": "boat", "label": {"id": "Perahu", "en": "Boat"}}]},
    {"key": "guide", "type": "yes_no", "label": {"id": "Pemandu", "en": "Guide"}},
    {"key": "mouth", "type": "place", "label": {"id": "Mulut gua", "en": "Mouth"}},
    {"key": "map", "type": "file", "label": {"id": "Peta", "en": "Map"}, "accept": ["image/png"]},
    {"key": "site", "type": "url", "label": {"id": "Situs", "en": "Site"}},
    {"key": "phone", "type": "phone", "label": {"id": "Telepon", "en": "Telephone"}}
  ]})";

inline Form cave() {
  return parse_form(base::Json::parse(kCave).value()).value();
}

}  // namespace forms
