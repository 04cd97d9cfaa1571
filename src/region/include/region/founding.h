#pragma once
// Founding: an empty store learns which regency it serves, from a folder of data/regencies/ or from files of
// its own.
#include <filesystem>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "db/database.h"
#include "identity/actor.h"
#include "region/import_report.h"

namespace region {

/// What regency.json says: names in both languages, the decree of its codes, its capital and its week.
struct Profile {
  std::string name_id = {}, name_en = {};
  std::string short_name_id = {}, short_name_en = {};
  std::string owner_id = {}, owner_en = {};
  std::string place = {};    ///< ends the titles of pages
  std::string decree = {};   ///< of the codes in areas.csv
  std::string seat = {};     ///< code of the village or kelurahan that is the capital
  std::string weekend = {};  ///< "0,6": 0 Sunday … 6 Saturday
  int utc_offset_minutes = 7 * 60;

  bool operator==(const Profile&) const = default;
};
base::Result<Profile> parse_profile(std::string_view json);
/// Of the founded store; empty names before.
Profile profile(db::Reader& reader);

/// The content of files; what is absent is not imported. Without offices the government of the regency is the
/// one there is, as a sample.
struct FoundingFiles {
  Profile profile = {};
  std::optional<std::string> areas = {}, boundaries = {}, offices = {}, observations = {}, holidays = {};
  std::string source = {};  ///< of areas and boundaries, as shown
};
/// regency.json, areas.csv, boundaries.geojson, offices.csv, observations.csv, holidays.csv; each may be
/// absent. Throws Failure when the folder cannot be read.
base::Result<FoundingFiles> read_regency_folder(const std::filesystem::path& folder);

struct FoundingReport {
  std::optional<ImportReport> areas = {}, boundaries = {}, offices = {}, observations = {}, holidays = {};
  int sample_cells = 0;  ///< villages that got "batas contoh", because no boundaries were given
  bool refused() const;  ///< some row of some file: then nothing at all was stored
};

/// All files in one transaction; again with the same files it changes nothing. Needs what the imports need.
base::Result<FoundingReport> found(db::Database& database, const identity::Actor& actor,
                                   const FoundingFiles& files, base::Instant now);

}  // namespace region
