#include "radio/task_results.h"

#include <bit>
#include <cstring>

namespace radio {
namespace {

/// Grows whenever the answers of the model or the layout of a result change.
constexpr std::string_view kVersion = "radio task 2";
constexpr std::string_view kTaskMagic = "SERUTSK1";

static_assert(std::endian::native == std::endian::little);

/// Everything that a task is computed from, one after the other.
class Name {
 public:
  Name& add(std::string_view text) {
    add(static_cast<double>(text.size()));
    digest_.update(text);
    return *this;
  }
  template <class... Numbers>
  Name& add(double first, Numbers... rest) {
    for (const double number : {first, static_cast<double>(rest)...})
      digest_.update({reinterpret_cast<const char*>(&number), sizeof number});
    return *this;
  }
  base::Sha256 finish() { return digest_.finish(); }

 private:
  base::Sha256Stream digest_;
};

void add_antenna(Name& name, const Antenna& antenna) {
  name.add(static_cast<double>(antenna.shape.index()), antenna.azimuth_deg, antenna.mechanical_tilt_deg);
  if (const auto* sector = std::get_if<Sector>(&antenna.shape))
    name.add(sector->horizontal_width_deg, sector->vertical_width_deg, sector->electrical_tilt_deg,
             sector->front_to_back_db, sector->side_lobe_db);
  const auto* pattern = std::get_if<std::shared_ptr<const Pattern>>(&antenna.shape);
  if (pattern == nullptr || *pattern == nullptr) return;
  for (const double loss_db : (*pattern)->horizontal_db) name.add(loss_db);
  for (const double loss_db : (*pattern)->vertical_db) name.add(loss_db);
}

struct Head {
  char magic[8];
  Window window;
  std::int64_t points;
};

}  // namespace

base::Sha256 digest_of(const Terrain& terrain) {
  const TerrainShape& shape = terrain.shape();
  const auto bytes = [](auto span) {
    return std::string_view(reinterpret_cast<const char*>(span.data()), span.size_bytes());
  };
  return Name()
      .add(shape.north_deg, shape.west_deg, shape.rows_per_deg, shape.columns_per_deg, shape.rows,
           shape.columns, shape.unit_m)
      .add(bytes(terrain.posts()))
      .add(bytes(terrain.filled_mask()))
      .finish();
}

std::string task_name(const base::Sha256& terrain, const Tower& tower, const PathModel& model,
                      double radius_m, std::string_view purpose) {
  Name name;
  name.add(kVersion).add(purpose).add({reinterpret_cast<const char*>(terrain.data()), terrain.size()});
  name.add(tower.place.lat_deg, tower.place.lon_deg, tower.height_m, tower.frequency_mhz, tower.eirp_dbm);
  add_antenna(name, tower.antenna);
  const itm::Variability& variability = model.variability;
  name.add(model.rx_height_m, model.step_m, model.polarization, model.epsilon, model.sigma_s_per_m,
           model.climate, model.n0, variability.mdvar, variability.time_percent, variability.location_percent,
           variability.situation_percent, radius_m);
  return base::hex(name.finish());
}

std::string packed_result(const Window& window, std::int64_t points, std::string_view payload) {
  Head head{{}, window, points};
  std::memcpy(head.magic, kTaskMagic.data(), sizeof head.magic);
  std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
  bytes += payload;
  const base::Sha256 digest = base::sha256(bytes);
  bytes.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  return bytes;
}

std::optional<UnpackedResult> unpacked_result(std::string_view bytes, const Window& window,
                                              std::size_t payload_bytes) {
  constexpr std::size_t kDigest = sizeof(base::Sha256);
  if (bytes.size() != sizeof(Head) + payload_bytes + kDigest || !bytes.starts_with(kTaskMagic))
    return std::nullopt;
  const base::Sha256 digest = base::sha256(bytes.substr(0, bytes.size() - kDigest));
  if (std::memcmp(digest.data(), bytes.data() + bytes.size() - kDigest, kDigest) != 0) return std::nullopt;
  Head head;
  std::memcpy(&head, bytes.data(), sizeof head);
  if (head.window != window || head.points < 0) return std::nullopt;
  return UnpackedResult{head.window, head.points, bytes.substr(sizeof(Head), payload_bytes)};
}

}  // namespace radio
