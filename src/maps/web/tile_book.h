#pragma once
// TileBook: the sets of tiles, made when first asked for and anew after a change of what they show.
#include <array>
#include <memory>
#include <mutex>
#include <string_view>

#include "maps/tile_set.h"
#include "maps_web/routes.h"

namespace maps_web {

class TileBook {
 public:
  explicit TileBook(const Context& context) : context_(context) {}

  /// "wilayah" (layers districts, villages, district_names, village_names) or "potensi" (layer objects: what
  /// the public sees); nullptr for another name.
  std::shared_ptr<const maps::TileSet> find(std::string_view name);

 private:
  struct Kept {
    std::string_view name, topic;
    maps::TileSet (*make)(const Context& context);
    std::mutex mutex = {};
    std::uint64_t made_at = 0;
    std::shared_ptr<const maps::TileSet> set = {};
  };
  static maps::TileSet make_areas(const Context& context);
  static maps::TileSet make_objects(const Context& context);

  const Context& context_;
  std::array<Kept, 2> sets_{Kept{"wilayah", "region", make_areas},
                            Kept{"potensi", "potential", make_objects}};
};

}  // namespace maps_web
