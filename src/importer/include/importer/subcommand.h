#pragma once
// What serumpun-import can do: each subcommand reads or writes one kind of file that only a big library
// understands.
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace importer {

/// The summary that goes to stdout as JSON, or why the input is refused.
using Answer = base::Result<base::Json>;

struct Subcommand {
  const char* name;
  const char* usage;
  Answer (*run)(const std::vector<std::string>& arguments);
};

/// raster --out STORE [--source TEXT] [--date DATE] FILE…: heights of any CRS to a terrain store.
Answer raster(const std::vector<std::string>& arguments);
/// landcover --out STORE --class CODE=CLASS… [--source TEXT] [--date DATE] FILE…: class codes to a store of
/// land classes; CLASS is a number of radio::p2108::Clutter.
Answer land_cover(const std::vector<std::string>& arguments);
/// geotiff --raw FILE --columns N --rows N --north DEG --west DEG --rows-per-deg N --columns-per-deg N --unit
/// U --description D
/// [--meta KEY=VALUE]… --out FILE: 32-bit floats, row by row from the north-west, to a GeoTIFF.
Answer geotiff(const std::vector<std::string>& arguments);

/// table [--layer NAME] FILE: the rows of XLSX, ODS or GeoJSON as UTF-8 CSV on stdout, without types. A
/// workbook's blank rows are blank lines; GeoJSON has a header row and its geometry in the last column,
/// "geometri".
Answer table(const std::vector<std::string>& arguments);

/// Finds the subcommand, runs it, writes its summary to stdout or its refusal to stderr as one line of JSON
/// {"key","values"}, and answers the exit code: 0 done, 1 refused, 2 usage, 3 failure of the machine.
int run(const std::vector<Subcommand>& subcommands, const std::vector<std::string>& arguments);

/// Words after an option, and the rest.
struct Words {
  std::vector<std::pair<std::string, std::string>> options;
  std::vector<std::string> rest;

  std::string value(const std::string& name) const;  ///< empty when absent; the last one given
  double number(const std::string& name) const;      ///< not a number when absent or no number
};
Words words_of(const std::vector<std::string>& arguments);

}  // namespace importer
