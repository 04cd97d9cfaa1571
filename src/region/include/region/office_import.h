#pragma once
// Importing offices with their tupoksi: one row an item, the office's own cells repeated or given once.
#include "base/csv.h"
#include "base/result.h"
#include "base/time.h"
#include "db/reader.h"
#include "identity/actor.h"
#include "region/import_report.h"

namespace region {

struct OfficeImport {
  bool dry_run = false;
  base::Instant now = {};
};

/// Columns nama; besides kunci, singkatan, jenis, kode_wilayah, nomor, tupoksi, dasar_hukum, contoh. An
/// office is known by kunci, or else by its name; an item by its office and number. What differs is changed,
/// items that the file does not name stay. A row without dasar_hukum is a sample. Needs
/// Permission::kManageOffices.
base::Result<ImportReport> import_offices(db::Transaction& transaction, const identity::Actor& actor,
                                          base::ByteSource file, const OfficeImport& options);

}  // namespace region
