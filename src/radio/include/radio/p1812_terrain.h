#pragma once
// ITU-R P.1812 between two places of a terrain: the second opinion beside the terrain model, over the same
// profile and in the same air.
#include <optional>
#include <vector>

#include "radio/itm.h"
#include "radio/land_cover.h"
#include "radio/p1812.h"
#include "radio/terrain.h"

namespace radio {

class P1812OverTerrain {
 public:
  struct Options {
    double step_m = 90;
    std::optional<double> delta_n;          ///< of the place; nothing: mean_delta_n() of the link's n0
    const LandCover* land_cover = nullptr;  ///< what stands on the path
  };
  /// `terrain` and the land cover outlive it. For one thread at a time.
  P1812OverTerrain(const Terrain& terrain, Options options) : terrain_(terrain), options_(options) {}

  /// All of the path as inland: the terrain does not say where the coast is.
  p1812::Answer loss(const itm::Link& link, const itm::Variability& variability, Place tx, Place rx);

 private:
  void set_clutter(Place tx, Place rx);

  Terrain terrain_;
  Options options_;
  std::vector<double> heights_m_, distances_km_, clutter_m_;
};

}  // namespace radio
