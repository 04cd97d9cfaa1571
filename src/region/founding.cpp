#include "region/founding.h"

#include <charconv>
#include <fstream>
#include <iterator>

#include "base/csv.h"
#include "base/failure.h"
#include "region/area_book.h"
#include "region/area_import.h"
#include "region/calendar.h"
#include "region/observation.h"
#include "region/office.h"
#include "region/office_import.h"
#include "region/settings.h"

namespace region {
namespace {

namespace fs = std::filesystem;

/// Each text of the profile with the key under which the store keeps it.
template <class F>
void each_text(Profile& p, F f) {
  f("name.id", p.name_id), f("name.en", p.name_en);
  f("short_name.id", p.short_name_id), f("short_name.en", p.short_name_en);
  f("owner.id", p.owner_id), f("owner.en", p.owner_en);
  f("place", p.place), f("decree", p.decree), f("seat", p.seat), f("weekend", p.weekend);
}

std::optional<std::string> read_if_there(const fs::path& path) {
  if (!fs::exists(path)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw base::Failure(path.string() + " cannot be read: may this user read it?");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void keep_profile(db::Transaction& tx, Profile profile) {
  each_text(profile, [&](const char* key, const std::string& text) {
    if (!text.empty()) set_setting(tx, key, text);
  });
  set_setting(tx, "utc_offset_minutes", std::to_string(profile.utc_offset_minutes));
}

/// Runs one import and keeps its report; false ends the founding.
template <class Import>
base::Result<void> take(const std::optional<std::string>& file, std::optional<ImportReport>& report,
                        Import import) {
  if (!file) return {};
  auto done = import(*file);
  if (!done) return base::fail(done.error());
  report = std::move(*done);
  if (!report->refused.empty()) return base::fail(base::ErrorCode::kInvalid, {"region.founding_refused", {}});
  return {};
}

/// A list of one office, the government itself, for a store that has none: what is inventoried has an owner.
/// A sample (isian contoh), until the real offices come.
std::optional<std::string> the_government(db::Reader& reader, const Profile& profile) {
  const auto book = AreaBook::load(reader);
  if (book->regency() == nullptr || !offices(reader, true).empty()) return std::nullopt;
  const std::string name =
      profile.owner_id.empty() ? "Pemerintah " + book->regency()->name : profile.owner_id;
  std::string list = "nama,jenis,contoh\n";
  base::append_csv_row(list, std::vector<std::string_view>{name, "lainnya", "ya"});
  return list;
}

base::Result<void> import_all(db::Transaction& tx, const identity::Actor& actor, const FoundingFiles& files,
                              base::Instant now, FoundingReport& report) {
  const AreaImport options{.decree = files.profile.decree, .source = files.source, .now = now};
  const auto areas = [&](const std::string& file) {
    return import_areas(tx, actor, base::source_of(file), options);
  };
  if (auto done = take(files.areas, report.areas, areas); !done) return done;
  const auto boundaries = [&](const std::string& file) {
    return import_boundaries(tx, actor, file, options);
  };
  if (auto done = take(files.boundaries, report.boundaries, boundaries); !done) return done;
  if (!files.boundaries) {
    const auto cells = draw_sample_boundaries(tx, actor);
    if (!cells) return base::fail(cells.error());
    report.sample_cells = *cells;
  }
  const auto offices = [&](const std::string& file) {
    return import_offices(tx, actor, base::source_of(file), {.now = now});
  };
  const auto own = files.offices ? files.offices : the_government(tx, files.profile);
  if (auto done = take(own, report.offices, offices); !done) return done;
  const auto observations = [&](const std::string& file) {
    return import_observations(tx, actor, base::source_of(file), {.now = now});
  };
  if (auto done = take(files.observations, report.observations, observations); !done) return done;
  return take(files.holidays, report.holidays, [&](const std::string& file) {
    return import_holidays(tx, actor, base::source_of(file), {.now = now});
  });
}

}  // namespace

base::Result<Profile> parse_profile(std::string_view text) {
  const auto json = base::Json::parse(text);
  if (!json) return base::fail(json.error());
  Profile out;
  each_text(out, [&](std::string_view key, std::string& target) {
    const auto dot = key.find('.');
    const base::Json& value =
        dot == key.npos ? json->at(key) : json->at(key.substr(0, dot)).at(key.substr(dot + 1));
    target = value.as_string();
  });
  out.utc_offset_minutes = static_cast<int>(json->at("utc_offset_minutes").as_int(7 * 60));
  return out;
}

Profile profile(db::Reader& reader) {
  Profile out;
  each_text(out, [&](const char* key, std::string& text) { text = setting(reader, key).value_or(""); });
  const std::string offset = setting(reader, "utc_offset_minutes").value_or("");
  std::from_chars(offset.data(), offset.data() + offset.size(), out.utc_offset_minutes);
  return out;
}

base::Result<FoundingFiles> read_regency_folder(const fs::path& folder) {
  if (!fs::is_directory(folder)) throw base::Failure(folder.string() + " is no folder");
  FoundingFiles files;
  if (const auto text = read_if_there(folder / "regency.json")) {
    auto profile = parse_profile(*text);
    if (!profile) return base::fail(profile.error());
    files.profile = std::move(*profile);
  }
  files.source = files.profile.decree;
  files.areas = read_if_there(folder / "areas.csv");
  files.boundaries = read_if_there(folder / "boundaries.geojson");
  files.offices = read_if_there(folder / "offices.csv");
  files.observations = read_if_there(folder / "observations.csv");
  files.holidays = read_if_there(folder / "holidays.csv");
  return files;
}

bool FoundingReport::refused() const {
  for (const auto* report : {&areas, &boundaries, &offices, &observations, &holidays})
    if (*report && !(*report)->refused.empty()) return true;
  return false;
}

base::Result<FoundingReport> found(db::Database& database, const identity::Actor& actor,
                                   const FoundingFiles& files, base::Instant now) {
  FoundingReport report;
  const auto done = database.write([&](db::Transaction& tx) -> base::Result<void> {
    report = {};
    keep_profile(tx, files.profile);
    return import_all(tx, actor, files, now, report);
  });
  if (!done && !report.refused()) return base::fail(done.error());
  return report;
}

}  // namespace region
