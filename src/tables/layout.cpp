#include "tables/layout.h"

#include <algorithm>
#include <array>
#include <map>

#include "tables/rows.h"
#include "tables/text.h"

namespace tables {
namespace {

constexpr std::array<char, 4> kSeparators = {',', ';', '\t', '|'};
constexpr std::size_t kSampleRows = 200;
constexpr std::size_t kHeaderSearchRows = 40;
/// More than any reader of rows takes, so that a table that is too wide shows it.
constexpr std::size_t kSampleColumns = 4'096;

struct SampleRow {
  int number;
  std::vector<std::string> cells;
};

std::vector<SampleRow> sample_rows(std::string_view start, bool whole, char separator, bool skip_first) {
  RowReader reader(base::source_of(start), separator,
                   {.row_bytes = start.size() + 1, .columns = kSampleColumns});
  std::vector<SampleRow> rows;
  RawRow row;
  if (skip_first && reader.next(row)) reader.restart_numbers();
  while (rows.size() < kSampleRows && reader.next(row)) {
    rows.push_back({row.number, {}});
    for (const std::string_view cell : row.cells) rows.back().cells.emplace_back(trim(cell));
  }
  const bool cut = !whole && rows.size() < kSampleRows && rows.size() > 1;
  if (cut) rows.pop_back();
  return rows;
}

bool is_known(std::string_view header, const KnownHeaders& known) {
  if (header.empty() || header.size() > 200) return false;
  const auto forms = header_forms(header);
  return std::any_of(forms.begin(), forms.end(),
                     [&](const std::string& form) { return known.contains(form); });
}

std::size_t known_cells(const SampleRow& row, const KnownHeaders& known) {
  return static_cast<std::size_t>(std::count_if(
      row.cells.begin(), row.cells.end(), [&](const std::string& cell) { return is_known(cell, known); }));
}

std::size_t filled_cells(const SampleRow& row) {
  return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(),
                                                [](const std::string& cell) { return !cell.empty(); }));
}

bool has_figure(const SampleRow& row) {
  return std::any_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
    return cell.find_first_of("0123456789") != cell.npos &&
           cell.find_first_not_of("0123456789.,-+ ") == cell.npos;
  });
}

/// "1 2 3 4" or "(1) (2) (3)" under the headers.
bool numbers_columns(const SampleRow& row) {
  int expected = 0;
  for (const std::string& cell : row.cells) {
    if (cell.empty()) continue;
    if (fold(cell) != std::to_string(++expected)) return false;
  }
  return expected >= 2;
}

/// The most frequent number of cells, and the share of rows that have it.
struct Width {
  std::size_t cells = 0;
  double share = 0;
};

Width usual_width(const std::vector<SampleRow>& rows) {
  std::map<std::size_t, std::size_t> counts;
  std::size_t filled = 0;
  for (const SampleRow& row : rows) {
    if (filled_cells(row) == 0) continue;
    ++filled;
    ++counts[row.cells.size()];
  }
  Width best;
  for (const auto& [cells, count] : counts) {
    const double share = static_cast<double>(count) / static_cast<double>(filled);
    if (share >= best.share) best = {cells, share};
  }
  return best;
}

struct HeaderChoice {
  std::size_t index = 0;
  bool found = false;
  std::size_t known = 0;
};

HeaderChoice choose_header(const std::vector<SampleRow>& rows, const KnownHeaders& known) {
  HeaderChoice best;
  for (std::size_t i = 0; i < std::min(rows.size(), kHeaderSearchRows); ++i) {
    const std::size_t count = known_cells(rows[i], known);
    if (count > best.known) best = {i, true, count};
  }
  if (best.known >= 2) return best;
  if (best.known == 1 && filled_cells(rows[best.index]) == 1 && usual_width(rows).cells <= 1) return best;
  const Width width = usual_width(rows);
  for (std::size_t i = 0; i < std::min(rows.size(), kHeaderSearchRows); ++i) {
    const std::size_t filled = filled_cells(rows[i]);
    if (filled < 2 || filled * 10 < width.cells * 6) continue;
    return {i, !has_figure(rows[i]), best.known};
  }
  return {0, false, best.known};
}

Layout layout_of(const std::vector<SampleRow>& rows, const HeaderChoice& choice, const KnownHeaders& known) {
  Layout layout;
  if (!choice.found) return layout;
  const SampleRow& header = rows[choice.index];
  layout.header_row = header.number;
  layout.headers = header.cells;
  std::size_t next = choice.index + 1;
  // Merged headers: "Koordinat" above "Lintang" and "Bujur".
  if (next < rows.size() && known_cells(rows[next], known) >= 2 && !has_figure(rows[next])) {
    const SampleRow& lower = rows[next];
    layout.headers.resize(std::max(layout.headers.size(), lower.cells.size()));
    for (std::size_t i = 0; i < lower.cells.size(); ++i)
      if (!lower.cells[i].empty()) layout.headers[i] = lower.cells[i];
    layout.header_row = lower.number;
    ++next;
  }
  if (next < rows.size() && numbers_columns(rows[next])) ++next;
  layout.first_data_row = next < rows.size() ? rows[next].number : rows.back().number + 1;
  while (!layout.headers.empty() && layout.headers.back().empty()) layout.headers.pop_back();
  return layout;
}

}  // namespace

std::vector<std::string> header_forms(std::string_view header) {
  std::vector<std::string> forms = {fold(header)};
  const auto add = [&](std::string_view part) {
    std::string form = fold(part);
    if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end())
      forms.push_back(std::move(form));
  };
  const std::size_t open = header.find_first_of("([");
  if (open != header.npos && open > 0) add(header.substr(0, open));
  const std::size_t part = header.find_first_of("/\n|:");
  if (part != header.npos && part > 0) add(header.substr(0, part));
  return forms;
}

Layout detect_headers(std::string_view start, bool whole, char separator, const KnownHeaders& known) {
  const std::vector<SampleRow> rows = sample_rows(start, whole, separator, false);
  Layout layout = layout_of(rows, choose_header(rows, known), known);
  layout.separator = separator;
  return layout;
}

Layout detect_layout(std::string_view start, bool whole, const KnownHeaders& known) {
  if (start.size() > 4 && fold(start.substr(0, 3)) == "sep" && start[3] == '=' &&
      std::find(kSeparators.begin(), kSeparators.end(), start[4]) != kSeparators.end()) {
    const std::vector<SampleRow> rows = sample_rows(start, whole, start[4], true);
    Layout layout = layout_of(rows, choose_header(rows, known), known);
    layout.separator = start[4];
    layout.separator_line = true;
    return layout;
  }
  Layout best;
  double best_score = -1;
  for (const char separator : kSeparators) {
    const std::vector<SampleRow> rows = sample_rows(start, whole, separator, false);
    if (rows.empty()) continue;
    const HeaderChoice choice = choose_header(rows, known);
    const Width width = usual_width(rows);
    // Known headers say most; then rows of one width; then more cells.
    const double words = choice.known >= 2 ? static_cast<double>(choice.known) : 0;
    const double even = width.cells >= 2 ? width.share : 0;
    const double score = words * 100 + even * 10 + std::min(static_cast<double>(width.cells), 50.0) / 100;
    if (score <= best_score) continue;
    best_score = score;
    best = layout_of(rows, choice, known);
    best.separator = separator;
  }
  return best;
}

std::size_t known_headers(const Layout& layout, const KnownHeaders& known) {
  return static_cast<std::size_t>(std::ranges::count_if(
      layout.headers, [&](const std::string& header) { return is_known(header, known); }));
}

}  // namespace tables
