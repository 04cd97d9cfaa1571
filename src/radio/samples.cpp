#include "radio/samples.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <span>

#include "radio/numbers.h"

namespace radio {
namespace {

/// Lower case, without spaces, underscores and the like: "SS-RSRP (dBm)" is "ssrsrp(dbm)".
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (c != ' ' && c != '_' && c != '-' && c != '.' && c != '"')
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::size_t unit = std::min(out.find('('), out.find('['));
  if (unit != out.npos && unit > 0) out.resize(unit);
  if (out.size() > 3 && out.ends_with("dbm")) out.resize(out.size() - 3);
  return out;
}

struct LevelName {
  std::string_view name;
  std::optional<Technology> technology;
};
constexpr LevelName kLevels[] = {
    {"level", std::nullopt},          {"signal", std::nullopt},      {"sinyal", std::nullopt},
    {"signalstrength", std::nullopt}, {"kuatsinyal", std::nullopt},  {"power", std::nullopt},
    {"rxlev", Technology::kGsm},      {"rxlevel", Technology::kGsm}, {"rscp", Technology::kUmts},
    {"rsrp", Technology::kLte},       {"ltersrp", Technology::kLte}, {"ssrsrp", Technology::kNr},
    {"nrssrsrp", Technology::kNr}};

int find(const std::vector<std::string>& header, std::span<const std::string_view> names) {
  for (const std::string_view name : names)
    if (const auto at = std::ranges::find(header, name); at != header.end())
      return static_cast<int>(at - header.begin());
  return -1;
}

struct SampleColumns {
  int lat, lon, time, operator_name, technology, land_class, level = -1;
  std::optional<Technology> level_technology;

  explicit SampleColumns(const std::vector<std::string>& names) {
    static constexpr std::array<std::string_view, 5> kLat = {"lat", "latitude", "lintang", "gpslat", "y"};
    static constexpr std::array<std::string_view, 7> kLon = {"lon",   "lng",    "long", "longitude",
                                                             "bujur", "gpslon", "x"};
    static constexpr std::array<std::string_view, 7> kTime = {"time", "timestamp",  "waktu",   "devicetime",
                                                              "date", "measuredat", "datetime"};
    static constexpr std::array<std::string_view, 6> kOperator = {"operator", "operatorname", "provider",
                                                                  "carrier",  "penyedia",     "network"};
    static constexpr std::array<std::string_view, 9> kTechnology = {
        "technology", "teknologi", "tech", "networktech", "networktype", "rat", "radio", "type", "system"};
    static constexpr std::array<std::string_view, 4> kClass = {"class", "landclass", "kelas", "clutter"};
    lat = find(names, kLat);
    lon = find(names, kLon);
    time = find(names, kTime);
    operator_name = find(names, kOperator);
    technology = find(names, kTechnology);
    land_class = find(names, kClass);
    for (const LevelName& known : kLevels) {
      const auto at = std::ranges::find(names, known.name);
      if (at == names.end()) continue;
      level = static_cast<int>(at - names.begin());
      level_technology = known.technology;
      break;
    }
  }
};

char separator_of(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', ';', '\t'})
    if (const auto count = std::ranges::count(header, candidate); count > most) {
      most = count;
      best = candidate;
    }
  return best;
}

/// Reads one row; the name of the column that stops it, or nothing.
std::string read_sample(const SampleColumns& header, const std::vector<std::string_view>& cells,
                        Sample& sample) {
  const auto cell = [&](int at) {
    return at >= 0 && static_cast<std::size_t>(at) < cells.size() ? cells[static_cast<std::size_t>(at)]
                                                                  : std::string_view();
  };
  const auto number = [&](int at, double low, double high, double& out) {
    const auto value = parse_number(cell(at));
    if (!value || !(*value >= low && *value <= high)) return false;
    out = *value;
    return true;
  };
  if (!number(header.lat, -90, 90, sample.lat_deg)) return "lat";
  if (!number(header.lon, -180, 180, sample.lon_deg)) return "lon";
  if (sample.lat_deg == 0 && sample.lon_deg == 0) return "lat";  // a receiver without a position
  // Stronger than -20 and weaker than -150 dBm no phone measures; 0 and 2147483647 stand for nothing.
  if (!number(header.level, -150, -20, sample.level_dbm)) return "level";
  const auto technology =
      header.technology >= 0 ? parse_technology(cell(header.technology)) : header.level_technology;
  if (!technology) return "technology";
  sample.technology = *technology;
  sample.time = cell(header.time);
  sample.operator_name = cell(header.operator_name);
  sample.land_class = cell(header.land_class);
  return {};
}

}  // namespace

base::Result<Samples> parse_samples(std::string_view text) {
  std::size_t skipped = 0;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (text.starts_with('#')) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    text.remove_prefix(end + 1);
    ++skipped;
  }
  base::CsvReader reader(base::source_of(text), {.separator = separator_of(text.substr(0, text.find('\n'))),
                                                 .max_row_bytes = 1u << 16,
                                                 .max_columns = 1024});
  std::vector<std::string_view> cells;
  const auto first = reader.next(cells);
  if (!first) return base::fail(first.error());
  std::vector<std::string> names;
  for (const std::string_view cell : cells) names.push_back(folded(cell));
  const SampleColumns header(names);
  if (header.lat < 0 || header.lon < 0)
    return base::fail(base::ErrorCode::kInvalid, {"radio.samples_no_place", {}});
  if (header.level < 0) return base::fail(base::ErrorCode::kInvalid, {"radio.samples_no_level", {}});
  if (header.technology < 0 && !header.level_technology)
    return base::fail(base::ErrorCode::kInvalid, {"radio.samples_no_technology", {}});
  Samples samples;
  for (;;) {
    const auto more = reader.next(cells);
    if (!more) return base::fail(more.error());
    if (!*more) return samples;
    Sample sample;
    sample.row = reader.line() + skipped;
    const std::string wrong = read_sample(header, cells, sample);
    if (wrong.empty())
      samples.good.push_back(std::move(sample));
    else
      samples.refused.push_back({sample.row, wrong, {"radio.samples_" + wrong, {}}});
  }
}

}  // namespace radio
