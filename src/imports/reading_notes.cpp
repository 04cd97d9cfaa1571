#include "reading_notes.h"

#include <algorithm>
#include <cmath>

#include "geo/geometry.h"
#include "imports/speak.h"

namespace imports {
namespace {

constexpr int kGrid = 400;
/// How far beyond the regency the map shows what lies outside, in steps of the grid.
constexpr int kMargin = 60;
constexpr std::size_t kMostPoints = 4'000;
constexpr std::size_t kLongestText = 400;

base::Json array_of(const std::set<int>& values) {
  base::Json json = base::Json::array();
  for (const int value : values) json.push_back(value);
  return json;
}

std::string short_text(std::string_view text) {
  if (text.size() <= kLongestText) return std::string(text);
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string_view name_of(tables::Format format) {
  return format == tables::Format::kXlsx ? "XLSX" : format == tables::Format::kGeoJson ? "GeoJSON" : "CSV";
}

geo::Box box_of(const Territory& territory) {
  geo::Box box;
  for (const Area& area : territory.areas()) {
    box.include(area.centre);
    if (area.border && area.level == Level::kRegency) box.include(geo::bounds(*area.border));
  }
  return box;
}

}  // namespace

ReadingNotes::ReadingNotes(const OpenBatch& open) : open_(open), box_(box_of(*open.territory)) {}

void ReadingNotes::note(const Verdict& verdict) {
  ++seen_;
  note_mends(verdict);
  note_point(verdict);
  const bool remarked =
      verdict.state != RowState::kReady || !verdict.applied.empty() || verdict.twin_row || verdict.twin_id;
  if (seen_ <= kAllRowsKept || (remarked && kept_ < kRemarkedRowsKept)) keep(verdict);
}

void ReadingNotes::note_mends(const Verdict& verdict) {
  const auto count = [&](const Mend& mend, bool accepted) {
    Proposal& proposal = proposals_[mend.kind];
    if (proposal.rows++ == 0) proposal.first_row = verdict.row->number, proposal.first = mend;
    proposal.accepted += accepted;
  };
  for (const Mend& mend : verdict.applied) count(mend, true);
  for (const Remark& remark : *verdict.remarks)
    if (remark.mend) count(*remark.mend, false);
}

int ReadingNotes::grid_of(geo::Point point) const {
  const auto step = [](double share) {
    return static_cast<int>(std::clamp(std::lround(share * kGrid), long{-kMargin}, long{kGrid + kMargin})) +
           kMargin;
  };
  const int x = step((point.lon - box_.west) / std::max(1e-9, box_.east - box_.west));
  const int y = step((box_.north - point.lat) / std::max(1e-9, box_.north - box_.south));
  return x + 1000 * y;
}

void ReadingNotes::note_point(const Verdict& verdict) {
  const auto add = [&](std::set<int>& points, std::int64_t& rows, geo::Point point) {
    ++rows;
    if (points.size() < kMostPoints) points.insert(grid_of(point));
  };
  if (verdict.state != RowState::kRefused && verdict.row->place) {
    if (verdict.applied.empty()) return add(inside_, inside_rows_, verdict.row->place->point);
    return add(mended_, mended_rows_, verdict.row->place->point);
  }
  if (verdict.row->typed && geo::is_valid(*verdict.row->typed))
    return add(outside_, outside_rows_, *verdict.row->typed);
  ++without_;
}

base::Json ReadingNotes::mend_json(const Mend& mend) const {
  base::Json cells = base::Json::array();
  for (const Mend::Cell& cell : mend.cells)
    cells.push_back(base::Json::object({{"column", open_.dataset->columns()[cell.column].key},
                                        {"old", short_text(cell.old_text)},
                                        {"new", short_text(cell.new_text)}}));
  return base::Json::object(
      {{"kind", mend.kind}, {"why", message_json(mend.why)}, {"cells", std::move(cells)}});
}

void ReadingNotes::keep(const Verdict& verdict) {
  ++kept_;
  const auto& columns = open_.dataset->columns();
  StoredRow row;
  row.row_number = verdict.row->number;
  row.state = name_of(verdict.state);
  row.texts_json = base::Json::object();
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (!verdict.row->values[c].blank())
      row.texts_json[columns[c].key] = short_text(verdict.row->values[c].text);
  if (const auto name = open_.dataset->name_column()) row.name = short_text(verdict.row->values[*name].text);
  row.remarks_json = base::Json::array();
  for (const Remark& remark : *verdict.remarks) {
    base::Json json = base::Json::object(
        {{"message", message_json(full_message(remark, *open_.dataset, open_.mapping, *verdict.row))}});
    if (remark.column) json["column"] = columns[*remark.column].key;
    if (remark.mend) json["mend"] = mend_json(*remark.mend);
    row.remarks_json.push_back(std::move(json));
  }
  // Blanks around each kind, so that one can be looked for.
  for (const Mend& mend : verdict.applied) row.mends += (row.mends.empty() ? " " : "") + mend.kind + " ";
  for (const Remark& remark : *verdict.remarks)
    if (remark.mend) row.mends += (row.mends.empty() ? " " : "") + remark.mend->kind + " ";
  if (verdict.row->place) row.lat = verdict.row->place->point.lat, row.lon = verdict.row->place->point.lon;
  if (verdict.twin_row) row.twin_row = *verdict.twin_row;
  row.twin_id = verdict.twin_id;
  rows_.push_back(std::move(row));
}

std::vector<StoredRow> ReadingNotes::take_rows() {
  return std::exchange(rows_, {});
}

base::Json ReadingNotes::preview() const {
  const tables::Layout& layout = open_.file.layout();
  base::Json headers = base::Json::array(), sheets = base::Json::array(), mends = base::Json::array();
  for (const std::string& header : layout.headers) headers.push_back(header);
  for (const std::string& sheet : open_.file.sheets()) sheets.push_back(sheet);
  for (const auto& [kind, proposal] : proposals_) {
    base::Json json = mend_json(proposal.first);
    json["rows"] = proposal.rows;
    json["accepted"] = proposal.accepted;
    json["row"] = proposal.first_row;
    mends.push_back(std::move(json));
  }
  base::Json points = base::Json::object({{"inside", array_of(inside_)},
                                          {"mended", array_of(mended_)},
                                          {"outside", array_of(outside_)},
                                          {"inside_rows", inside_rows_},
                                          {"mended_rows", mended_rows_},
                                          {"outside_rows", outside_rows_},
                                          {"without", without_}});
  return base::Json::object({{"format", name_of(open_.file.format())},
                             {"encoding", tables::name_of(open_.file.encoding())},
                             {"separator", std::string(1, layout.separator)},
                             {"header_row", layout.header_row},
                             {"headers", std::move(headers)},
                             {"sheet", open_.file.sheet()},
                             {"sheets", std::move(sheets)},
                             {"columns", mapping_json(*open_.dataset, open_.mapping)},
                             {"recognised", static_cast<std::int64_t>(open_.mapping.recognised())},
                             {"mends", std::move(mends)},
                             {"points", std::move(points)},
                             {"kept", kept_}});
}

}  // namespace imports
