#pragma once
// The commands that found a store and import areas, offices, figures and holidays.
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "db/database.h"

namespace region_cli {

/// How the program opens the store that --data and --database name.
using OpenStore = std::function<std::shared_ptr<db::Database>(const std::string& data,
                                                              const std::optional<std::string>& database)>;

/// init --data DIR [--from REGENCY_FOLDER] [--areas CSV] [--boundaries GEOJSON] [--offices CSV]
int init(const cli::Arguments& arguments, const OpenStore& open);
/// import areas|offices|observations|holidays FILE [--dry-run] [--json]; areas also [--decree TEXT] [--source
/// TEXT]
int import_areas(const cli::Arguments& arguments, const OpenStore& open);
int import_offices(const cli::Arguments& arguments, const OpenStore& open);
int import_observations(const cli::Arguments& arguments, const OpenStore& open);
int import_holidays(const cli::Arguments& arguments, const OpenStore& open);

}  // namespace region_cli
