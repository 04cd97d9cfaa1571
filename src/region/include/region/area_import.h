#pragma once
// Importing areas: codes and names from CSV, boundaries from GeoJSON. A file with a refused row changes
// nothing.
#include <string>
#include <string_view>

#include "base/csv.h"
#include "base/result.h"
#include "base/time.h"
#include "db/reader.h"
#include "identity/actor.h"
#include "region/import_report.h"

namespace region {

struct AreaImport {
  std::string decree =
      {};  ///< that gives the codes and names, e.g. "Kepmendagri 300.2.2-2430/2025"; may be empty: not stated
  std::string source = {};  ///< where the file comes from, shown with boundaries and BPS codes
  bool dry_run = false;
  base::Instant now = {};
};

/// Columns kode, nama; besides level, kode_induk, lat_centroid, lng_centroid, kodepos, kode_bps_kec,
/// kode_lama (or English ones). A known code with another name renames its area, kode_lama recodes it; former
/// codes and names stay resolvable. Needs Permission::kManageAreas. An error when the file is no such table;
/// what is wrong in rows is in the report.
base::Result<ImportReport> import_areas(db::Transaction& transaction, const identity::Actor& actor,
                                        base::ByteSource file, const AreaImport& options);

/// Features with a property "kode" (or "code") of an area that is known. A name spelled otherwise is warned
/// of. Where districts or the regency have no boundary of their own, they get the outline of their villages.
/// Needs kManageAreas.
base::Result<ImportReport> import_boundaries(db::Transaction& transaction, const identity::Actor& actor,
                                             std::string_view geojson, const AreaImport& options);

/// "Batas contoh": where no village has a boundary, gives each the cell of what is nearest to its centre.
/// Answers how many villages got one; imported boundaries take their place. Needs kManageAreas.
base::Result<int> draw_sample_boundaries(db::Transaction& transaction, const identity::Actor& actor);

}  // namespace region
