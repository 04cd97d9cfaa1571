#include "demand.h"

#include "cli/files.h"
#include "columns.h"

namespace radio_cli {
namespace {

constexpr std::size_t kMaxDemand = 100'000;

}  // namespace

std::vector<radio::Demand> parse_demand(base::ByteSource source, const std::string& name,
                                        const radio::TerrainShape& shape) {
  RowReader reader(std::move(source), name);
  Row row;
  if (!reader.next(row)) throw cli::RefusedInput(name + " is empty; a row of column names is needed");
  Columns columns(row);
  const Column id = columns.need({"id", "name", "nama"}), lat = columns.need({"lat"}),
               lon = columns.need({"lon", "lng"}), weight = columns.find({"weight", "people", "bobot"});
  columns.check(name);
  std::vector<radio::Demand> demand;
  while (reader.next(row)) {
    if (row.cells.size() != columns.size())
      reader.refuse(row.line, "has another number of cells than the header");
    if (demand.size() == kMaxDemand) reader.refuse(row.line, "is over the limit of 100000 places");
    radio::Demand one{
        std::string(text_of(row, id)), {number_of(row, lat), number_of(row, lon)}, number_or(row, weight, 1)};
    if (!(one.weight >= 0 && one.weight <= 1e9))
      reader.refuse(row.line, "column weight is no number of 0 to 1,000,000,000");
    if (!shape.contains(one.place)) reader.refuse(row.line, "the place is no place on the terrain");
    demand.push_back(std::move(one));
  }
  if (demand.empty()) throw cli::RefusedInput(name + " lists no place");
  return demand;
}

}  // namespace radio_cli
