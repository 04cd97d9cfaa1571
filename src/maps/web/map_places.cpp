#include "map_places.h"

namespace maps_web {

void for_each_place(const Context& context, const identity::Actor& actor, potential::Face face,
                    const std::function<void(const potential::Listed&)>& f) {
  context.database.read([&](db::Reader& reader) {
    potential::PageOf page{.size = 1000};
    do {
      const auto objects = potential::list_objects(reader, actor, {.face = face}, page);
      for (const potential::Listed& object : objects.items) f(object);
      page.after = objects.next;
    } while (!page.after.empty());
  });
}

bool is_certain(const potential::Listed& object) {
  return object.place_precision != "centroid" && object.place_precision != "pointed";
}

}  // namespace maps_web
