#pragma once
// Figures about areas, each as someone stated it: two sources may disagree, and both stay.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "base/time.h"
#include "db/reader.h"
#include "identity/actor.h"
#include "region/area.h"
#include "region/import_report.h"

namespace region {

enum class Certainty {
  kStated,    ///< by the source
  kEstimate,  ///< computed or guessed: shown as such
  kSample,    ///< isian contoh
};

struct Observation {
  std::string indicator = {};              ///< key, e.g. "population"
  std::string name_id = {}, name_en = {};  ///< of the indicator
  std::string unit = {};                   ///< "orang", "km²"
  double value = 0;
  std::string source = {};
  std::string observed_on =
      {};                      ///< "2024-12-31", "2024-12" or "2024", as exact as the source; empty: unknown
  std::string certainty = {};  ///< "stated", "estimate", "sample"
  std::string note = {};
};
template <class Visit>
void fields(Visit& visit, Observation& o) {
  visit("indicator", o.indicator);
  visit("name_id", o.name_id);
  visit("name_en", o.name_en);
  visit("unit", o.unit);
  visit("value", o.value);
  visit("source", o.source);
  visit("observed_on", o.observed_on);
  visit("certainty", o.certainty);
  visit("note", o.note);
}

/// Of one area: by indicator, the latest first. Public.
std::vector<Observation> observations_of(db::Reader& reader, const AreaId& area);

struct FiguresImport {
  bool dry_run = false;
  base::Instant now = {};
};

/// Columns kode, indikator, nilai, satuan, sumber, tanggal; besides nama_indikator, nama_indikator_en,
/// kepastian, catatan. One figure of an area, indicator, source and date is kept once: the same again changes
/// nothing, another value replaces it. Needs Permission::kManageFigures.
base::Result<ImportReport> import_observations(db::Transaction& transaction, const identity::Actor& actor,
                                               base::ByteSource file, const FiguresImport& options);

}  // namespace region
