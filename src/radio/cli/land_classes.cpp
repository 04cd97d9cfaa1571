#include "land_classes.h"

#include "cli/files.h"
#include "columns.h"

namespace radio_cli {
namespace {

constexpr int kMostCode = 65'535;

LandClasses worldcover() {
  LandClasses table;
  for (int code = 0; code <= 255; ++code)
    if (const auto found = radio::clutter_of_worldcover(code)) table.emplace_back(code, *found);
  return table;
}

}  // namespace

LandClasses parse_land_classes(base::ByteSource source, const std::string& name) {
  RowReader reader(std::move(source), name);
  Row row;
  if (!reader.next(row)) throw cli::RefusedInput(name + " is empty; a row of column names is needed");
  Columns columns(row);
  const Column code = columns.need({"code", "kode"}), land_class = columns.need({"class", "kelas"});
  columns.check(name);
  LandClasses table;
  std::vector<bool> seen(kMostCode + 1);
  while (reader.next(row)) {
    if (row.cells.size() != columns.size())
      reader.refuse(row.line, "has another number of cells than the header");
    const int number = whole_of(row, code);
    const auto found = radio::parse_clutter(text_of(row, land_class));
    if (number < 0 || number > kMostCode)
      reader.refuse(row.line, "column code is no whole number of 0 to 65535");
    if (!found)
      reader.refuse(row.line, "column class is none of water, open, suburban, urban, trees, dense-urban");
    if (seen[static_cast<std::size_t>(number)])
      reader.refuse(row.line, "column code names a code that stands above");
    seen[static_cast<std::size_t>(number)] = true;
    table.emplace_back(number, *found);
  }
  if (table.empty()) throw cli::RefusedInput(name + " names no class");
  return table;
}

LandClasses land_classes(const std::string& given) {
  return given == "worldcover" ? worldcover() : parse_land_classes(cli::open_input(given), given);
}

}  // namespace radio_cli
