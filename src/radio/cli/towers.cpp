#include "towers.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "cli/files.h"
#include "columns.h"
#include "radio/link_budget.h"
#include "say.h"

namespace radio_cli {
namespace {

constexpr std::size_t kMaxTowers = 10'000, kMaxPattern = 1u << 20;

struct TowerColumns {
  explicit TowerColumns(Columns& c)
      : name(c.need({"name", "nama"})),
        lat(c.need({"lat"})),
        lon(c.need({"lon", "lng"})),
        height(c.need({"height_m"})),
        frequency(c.need({"freq_mhz"})),
        eirp(c.find({"power_dbm"}) ? c.find({"eirp_dbm"}) : c.need({"eirp_dbm"})),
        power(c.find({"power_dbm"})),
        feeder(c.find({"feeder_loss_db"})),
        gain(c.find({"gain_dbi"})),
        azimuth(c.find({"azimuth_deg"})),
        beamwidth(c.find({"beamwidth_deg"})),
        vertical(c.find({"vertical_beamwidth_deg"})),
        tilt(c.find({"tilt_deg"})),
        front_to_back(c.find({"front_to_back_db"})),
        pattern(c.find({"pattern"})),
        technology(c.find({"technology", "teknologi"})),
        operator_name(c.find({"operator", "penyedia"})),
        bandwidth(c.find({"bandwidth_mhz"})) {}
  Column name, lat, lon, height, frequency, eirp, power, feeder, gain;
  Column azimuth, beamwidth, vertical, tilt, front_to_back, pattern;
  Column technology, operator_name, bandwidth;
};

class AntennaReader {
 public:
  AntennaReader(const RowReader& reader, std::filesystem::path folder)
      : reader_(reader), folder_(folder.empty() ? "." : std::move(folder)) {}

  radio::Antenna read(const Row& row, const TowerColumns& at) {
    radio::Antenna antenna;
    antenna.azimuth_deg = optional(row, at.azimuth, 0, "azimuth_deg");
    if (std::abs(antenna.azimuth_deg) > 360)
      reader_.refuse(row.line, "column azimuth_deg is 0 to 360, clockwise from north");
    if (std::abs(optional(row, at.tilt, 0, "tilt_deg")) > 90)
      reader_.refuse(row.line, "column tilt_deg is -90 to 90, down from the horizon");
    if (!text_of(row, at.pattern).empty()) {
      antenna.shape = pattern(row, std::string(text_of(row, at.pattern)));
      antenna.mechanical_tilt_deg = optional(row, at.tilt, 0, "tilt_deg");
    } else if (!text_of(row, at.azimuth).empty()) {
      radio::Sector sector;
      sector.horizontal_width_deg = optional(row, at.beamwidth, sector.horizontal_width_deg, "beamwidth_deg");
      sector.vertical_width_deg =
          optional(row, at.vertical, sector.vertical_width_deg, "vertical_beamwidth_deg");
      sector.electrical_tilt_deg = optional(row, at.tilt, 0, "tilt_deg");
      sector.front_to_back_db = optional(row, at.front_to_back, sector.front_to_back_db, "front_to_back_db");
      if (!(sector.horizontal_width_deg > 0) || !(sector.vertical_width_deg > 0))
        reader_.refuse(row.line, "a beamwidth is more than 0 degrees");
      if (!(sector.front_to_back_db >= 0))
        reader_.refuse(row.line, "column front_to_back_db is 0 or more: no antenna sends most behind it");
      antenna.shape = sector;
    }
    return antenna;
  }

  /// As given, or from the transmitter's power, the feeder and the antenna's gain: the column's, or the
  /// pattern's.
  double eirp_dbm(const Row& row, const TowerColumns& at, const radio::Antenna& antenna) const {
    if (!text_of(row, at.eirp).empty() || text_of(row, at.power).empty()) return number_of(row, at.eirp);
    const auto* pattern = std::get_if<std::shared_ptr<const radio::Pattern>>(&antenna.shape);
    return radio::eirp_dbm({.power_dbm = number_of(row, at.power),
                            .feeder_loss_db = optional(row, at.feeder, 0, "feeder_loss_db"),
                            .antenna_gain_dbi = optional(
                                row, at.gain, pattern != nullptr ? (*pattern)->gain_dbi : 0, "gain_dbi")});
  }

 private:
  double optional(const Row& row, Column column, double fallback, const char* name) const {
    if (text_of(row, column).empty()) return fallback;
    const double value = number_of(row, column);
    if (!std::isfinite(value)) reader_.refuse(row.line, std::string("column ") + name + " is no number");
    return value;
  }

  std::shared_ptr<const radio::Pattern> pattern(const Row& row, const std::string& name) {
    // A tower list that came from elsewhere must not reach other folders.
    if (name.find('/') != name.npos)
      reader_.refuse(row.line, "column pattern names a file beside the list, without folders");
    auto& known = patterns_[name];
    if (known) return known;
    if (std::error_code none; !std::filesystem::is_regular_file(folder_ / name, none))
      reader_.refuse(row.line, "column pattern: there is no file " + name + " beside the list");
    const auto source = cli::open_input((folder_ / name).string());
    std::string text(kMaxPattern + 1, '\0');
    std::size_t size = 0;
    for (std::size_t got = 1; got > 0 && size < text.size(); size += got)
      got = source(text.data() + size, text.size() - size);
    text.resize(size);
    const auto parsed = radio::parse_msi(text);
    if (!parsed) refuse(reader_.name() + ", row " + std::to_string(row.line) + ": " + name, parsed.error());
    known = std::make_shared<const radio::Pattern>(*parsed);
    return known;
  }

  const RowReader& reader_;
  std::filesystem::path folder_;
  std::map<std::string, std::shared_ptr<const radio::Pattern>> patterns_;
};

std::optional<radio::Technology> technology_of(const RowReader& reader, const Row& row,
                                               const TowerColumns& at) {
  const auto text = text_of(row, at.technology);
  const auto known = radio::parse_technology(text);
  if (!text.empty() && !known) reader.refuse(row.line, "column technology is none of gsm, umts, lte, nr");
  return known;
}

}  // namespace

std::vector<ListedTower> read_towers(const std::string& path) {
  return parse_towers(cli::open_input(path), path, std::filesystem::path(path).parent_path().string());
}

std::vector<ListedTower> parse_towers(base::ByteSource source, const std::string& path,
                                      const std::string& folder) {
  RowReader reader(std::move(source), path);
  Row row;
  if (!reader.next(row)) throw cli::RefusedInput(path + " is empty; a row of column names is needed");
  Columns columns(row);
  const TowerColumns at(columns);
  columns.check(path);
  AntennaReader antennas(reader, folder);
  std::vector<ListedTower> towers;
  while (reader.next(row)) {
    if (row.cells.size() != columns.size())
      reader.refuse(row.line, "has another number of cells than the header");
    if (towers.size() == kMaxTowers) reader.refuse(row.line, "is over the limit of 10000 towers");
    radio::Tower tower{.name = std::string(text_of(row, at.name)),
                       .place = {number_of(row, at.lat), number_of(row, at.lon)},
                       .height_m = number_of(row, at.height),
                       .frequency_mhz = number_of(row, at.frequency)};
    tower.antenna = antennas.read(row, at);
    tower.eirp_dbm = antennas.eirp_dbm(row, at, tower.antenna);
    ListedTower listed{std::move(tower), row.line, technology_of(reader, row, at),
                       std::string(text_of(row, at.operator_name))};
    if (!text_of(row, at.bandwidth).empty()) listed.bandwidth_mhz = number_of(row, at.bandwidth);
    towers.push_back(std::move(listed));
  }
  if (towers.empty()) throw cli::RefusedInput(path + " lists no tower");
  return towers;
}

bool stands_in_the_sea(const radio::Terrain& terrain, radio::Place place) {
  const radio::TerrainShape& shape = terrain.shape();
  if (!shape.contains(place)) return false;
  const auto row = std::min(static_cast<std::int32_t>(shape.row_of(place.lat_deg)), shape.rows - 2);
  const auto column = std::min(static_cast<std::int32_t>(shape.column_of(place.lon_deg)), shape.columns - 2);
  for (const std::int32_t r : {row, row + 1})
    for (const std::int32_t c : {column, column + 1})
      if (terrain.height_m(r, c) != 0) return false;
  return true;
}

std::string refusals(const std::vector<ListedTower>& towers, const std::string& path,
                     const radio::Terrain& terrain, bool offshore,
                     const std::function<base::Result<void>(const radio::Tower&)>& take) {
  std::string reasons;
  for (const ListedTower& listed : towers) {
    auto taken = take(listed.tower);
    if (taken && !offshore && stands_in_the_sea(terrain, listed.tower.place))
      taken = base::fail(base::ErrorCode::kInvalid, {"radio.tower_sea", {{"tower", listed.tower.name}}});
    if (!taken)
      reasons += (reasons.empty() ? "" : "\n  ") + path + ", row " + std::to_string(listed.line) + ": " +
                 say(taken.error().message);
  }
  return reasons;
}

void check_towers(const std::vector<ListedTower>& towers, const std::string& path,
                  const radio::Terrain& terrain, const PathOptions& options) {
  const std::string reasons =
      refusals(towers, path, terrain, options.offshore, [&](const radio::Tower& tower) -> base::Result<void> {
        const auto field = radio::CoverageField::prepare(terrain, tower, options.model, options.radius_m);
        if (!field) return base::fail(field.error());
        return {};
      });
  if (!reasons.empty()) throw cli::RefusedInput(reasons);
}

}  // namespace radio_cli
