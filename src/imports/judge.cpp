#include "imports/judge.h"

#include <algorithm>
#include <deque>
#include <span>
#include <unordered_map>

#include "base/digest.h"
#include "cells.h"
#include "doubles.h"
#include "imports/speak.h"
#include "place.h"
#include "tables/text.h"

namespace imports {
namespace {

/// An accepted mend may bring the next to light (a minus lost in a swapped pair); more than a few are no
/// mends any more.
constexpr int kMendRounds = 4;

bool is_place(Kind kind) {
  return kind >= Kind::kLatitude;
}

bool says_nothing(Kind kind, std::string_view text) {
  if (text.empty()) return true;
  // "Tidak ada" is an answer where yes, no or one of a list is asked.
  if (kind == Kind::kYesNo || kind == Kind::kChoice)
    return tables::fold(text).empty() && tables::is_blank(text);
  if ((kind == Kind::kText || kind == Kind::kLongText) && text.size() == 3 && tables::fold(text) == "nan")
    return true;
  return !is_place(kind) && tables::is_blank(text);
}

}  // namespace

bool Choices::accepts(int row, const std::string& mend) const {
  if (row_mends.contains({row, mend})) return true;
  return mends.contains(mend) && !declined.contains({row, mend});
}

Twin Choices::twin(int row) const {
  const auto own = twins.find(row);
  return own == twins.end() ? other_twins : own->second;
}

struct RowJudge::State {
  const Dataset& dataset;
  const Mapping& mapping;
  Checker& checker;
  Earlier* earlier;
  PlaceReader places;
  std::vector<CellReader> cells = {};
  std::vector<ColumnHabits> habits = {};
  std::vector<std::string> folded_headers = {};
  std::optional<std::size_t> name = dataset.name_column();
  Doubles doubles = {};
  std::unordered_map<std::string_view, std::uint16_t> area_numbers = {};  ///< codes live in the territory

  Row row = {};
  Remarks remarks = {};
  std::string scratch = {}, key = {}, print = {};
  std::deque<std::string> mended = {};

  bool set_texts(const tables::RawRow& raw);
  bool repeats_headers(const tables::RawRow& raw) const;
  bool refuse_shape(const tables::RawRow& raw);
  void read_row();
  void blame_shortness(const tables::RawRow& raw);
  bool use_mends(const Choices& choices, std::vector<Mend>& applied);
  void find_twin(Verdict& verdict, const Choices& choices);
  std::uint16_t area_number(std::string_view code);
  std::string fingerprint();
};

RowJudge::RowJudge(const Dataset& dataset, const Mapping& mapping, const Territory& territory,
                   Checker& checker, Earlier* earlier)
    : state_(new State{dataset, mapping, checker, earlier, PlaceReader(dataset, mapping, territory)}) {
  const auto& columns = dataset.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) state_->cells.emplace_back(columns[c], c);
  state_->habits.resize(columns.size());
  state_->row.values.resize(columns.size());
  for (const std::string& header : mapping.headers) state_->folded_headers.push_back(tables::fold(header));
}
RowJudge::~RowJudge() = default;

bool RowJudge::must_look() const {
  const auto& columns = state_->dataset.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Kind kind = columns[c].kind;
    if (state_->mapping.file_column[c] &&
        (kind == Kind::kNumber || kind == Kind::kInteger || kind == Kind::kDate))
      return true;
  }
  return false;
}

void RowJudge::look_at(const tables::RawRow& raw) {
  const auto& columns = state_->dataset.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const auto& at = state_->mapping.file_column[c];
    if (!at || *at >= raw.cells.size()) continue;
    if (columns[c].kind == Kind::kNumber || columns[c].kind == Kind::kInteger)
      state_->habits[c].numbers.add(raw.cells[*at]);
    if (columns[c].kind == Kind::kDate) state_->habits[c].dates.add(raw.cells[*at]);
  }
}

void RowJudge::finish_looking() {
  for (std::size_t c = 0; c < state_->cells.size(); ++c) state_->cells[c].learn(state_->habits[c]);
}

std::optional<Verdict> RowJudge::judge(const tables::RawRow& raw, const Choices& choices) {
  State& s = *state_;
  s.remarks.clear();
  s.mended.clear();
  s.row.number = raw.number;
  if (raw.oddity != tables::Oddity::kTooLong && (!s.set_texts(raw) || s.repeats_headers(raw)))
    return std::nullopt;
  Verdict verdict;
  verdict.row = &s.row;
  if (!s.refuse_shape(raw)) {
    s.read_row();
    for (int round = 0; round < kMendRounds && s.use_mends(choices, verdict.applied); ++round) s.read_row();
    s.blame_shortness(raw);
    if (raw.oddity == tables::Oddity::kQuote && !s.remarks.refused())
      s.remarks.warn(std::nullopt, {"imports.quote_odd", {}});
  }
  verdict.remarks = &s.remarks.all();
  if (s.remarks.refused()) {
    std::erase_if(s.remarks.all(), [](const Remark& remark) { return remark.weight != Weight::kRefused; });
    verdict.state = RowState::kRefused;
    return verdict;
  }
  verdict.state = s.remarks.empty() ? RowState::kReady : RowState::kWarned;
  s.find_twin(verdict, choices);
  return verdict;
}

/// False when no column that anyone asked for holds anything.
bool RowJudge::State::set_texts(const tables::RawRow& raw) {
  std::size_t bytes = 0;
  for (const std::string_view cell : raw.cells) bytes += cell.size();
  scratch.clear();
  scratch.reserve(bytes);  // cleaning never lengthens: the views below stay valid
  bool any = false;
  const auto& columns = dataset.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    Value& value = row.values[c];
    value = {};
    const auto& at = mapping.file_column[c];
    if (!at || *at >= raw.cells.size()) continue;
    const std::string_view text = columns[c].kind == Kind::kLongText
                                      ? tables::clean_lines(raw.cells[*at], scratch)
                                      : tables::clean(raw.cells[*at], scratch);
    if (!says_nothing(columns[c].kind, text)) value.text = text;
    any |= !value.text.empty() && !(is_place(columns[c].kind) && tables::is_blank(text));
  }
  if (any) return true;
  for (std::size_t i = mapping.headers.size(); i < raw.cells.size(); ++i)
    if (!tables::trim(raw.cells[i]).empty()) return true;
  return false;
}

bool RowJudge::State::repeats_headers(const tables::RawRow& raw) const {
  std::size_t same = 0;
  for (std::size_t i = 0; i < raw.cells.size() && i < folded_headers.size(); ++i) {
    if (raw.cells[i].size() > 200) return false;
    if (folded_headers[i].empty()) continue;
    // Nearly every row differs in its first letter already.
    const char first = raw.cells[i].empty() ? '\0' : raw.cells[i].front();
    const bool plain = (first >= '0' && first <= '9') || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
    if (plain && (first | 0x20) != folded_headers[i].front() && first != folded_headers[i].front())
      return false;
    if (tables::fold(raw.cells[i]) != folded_headers[i]) return false;
    ++same;
  }
  return same >= 2;
}

/// A row of the wrong shape has one cause; what its cells say is then not worth a reason.
bool RowJudge::State::refuse_shape(const tables::RawRow& raw) {
  const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  if (raw.oddity == tables::Oddity::kTooLong) {
    for (Value& value : row.values) value = {};
    remarks.refuse(std::nullopt, {"imports.row_too_long", {}});
    return true;
  }
  const std::size_t expected = mapping.headers.size();
  std::size_t filled = raw.cells.size();
  while (filled > expected && tables::trim(raw.cells[filled - 1]).empty()) --filled;
  if (filled > expected || raw.oddity == tables::Oddity::kTooManyColumns) {
    remarks.refuse(std::nullopt,
                   {"imports.too_many_cells", {{"found", count(filled)}, {"expected", count(expected)}}});
    return true;
  }
  if (raw.oddity == tables::Oddity::kQuote && filled < expected) {
    remarks.refuse(std::nullopt, {"imports.quote_open", {}});
    return true;
  }
  return false;
}

void RowJudge::State::read_row() {
  remarks.clear();
  row.place.reset();
  row.typed.reset();
  row.geometry = row.area_code = {};
  for (std::size_t c = 0; c < cells.size(); ++c) {
    row.values[c].as = {};
    if (!is_place(dataset.columns()[c].kind)) cells[c].read(row.values[c], remarks);
  }
  places.read(row, remarks);
  if (!remarks.refused()) checker.check(row, remarks);
  // What the whole file lacks is no fault of each row.
  std::erase_if(remarks.all(), [&](const Remark& remark) {
    return remark.weight == Weight::kWarned && remark.column && !mapping.file_column[*remark.column];
  });
}

/// A row that ends early lacks what it lacks for one reason.
void RowJudge::State::blame_shortness(const tables::RawRow& raw) {
  if (!remarks.refused() || raw.cells.size() >= mapping.headers.size() || raw.cells.size() > 1000) return;
  const bool all_beyond = std::all_of(remarks.all().begin(), remarks.all().end(), [&](const Remark& remark) {
    if (remark.weight == Weight::kWarned) return true;
    const auto at = remark.column ? mapping.file_column[*remark.column] : std::nullopt;
    return at && *at >= raw.cells.size();
  });
  if (!all_beyond) return;
  remarks.clear();
  remarks.refuse(std::nullopt, {"imports.too_few_cells",
                                {{"found", static_cast<std::int64_t>(raw.cells.size())},
                                 {"expected", static_cast<std::int64_t>(mapping.headers.size())}}});
}

/// Replaces cells as accepted; true when something was replaced and the row must be read again.
bool RowJudge::State::use_mends(const Choices& choices, std::vector<Mend>& applied) {
  bool used = false;
  for (const Remark& remark : remarks.all()) {
    if (!remark.mend || !choices.accepts(row.number, remark.mend->kind)) continue;
    for (const Mend::Cell& cell : remark.mend->cells) {
      mended.push_back(cell.new_text);
      row.values[cell.column].text = mended.back();
    }
    applied.push_back(*remark.mend);
    used = true;
  }
  return used;
}

void RowJudge::State::find_twin(Verdict& verdict, const Choices& choices) {
  verdict.fingerprint = fingerprint();
  Doubles::Thing thing;
  if (name) {
    tables::fold_into(key, row.values[*name].text);
    thing.name = std::hash<std::string_view>{}(key);
    if (!row.area_code.empty()) thing.area = area_number(row.area_code);
    if (row.place) thing.point = row.place->point;
  } else {
    thing.name = std::hash<std::string_view>{}(verdict.fingerprint);
  }
  thing.row = row.number;
  verdict.twin_row = doubles.meet(thing);
  if (!verdict.twin_row && earlier != nullptr) {
    verdict.twin_id = earlier->find(verdict.fingerprint);
    verdict.written_before = verdict.twin_id.has_value();
  }
  if (!verdict.twin_row && !verdict.twin_id) verdict.twin_id = checker.twin(row);
  if (!verdict.twin_row && !verdict.twin_id) return;
  // What was taken from an earlier file as it stands has nothing to add; only a choice for this very row
  // says otherwise.
  const bool again = verdict.written_before && !choices.twins.contains(row.number);
  verdict.twin = again ? Twin::kLeave : choices.twin(row.number);
  if (verdict.twin == Twin::kLeave) verdict.state = RowState::kDuplicate;
}

/// From 1 on; a regency has some hundreds of areas.
std::uint16_t RowJudge::State::area_number(std::string_view code) {
  return area_numbers.try_emplace(code, static_cast<std::uint16_t>(area_numbers.size() + 1)).first->second;
}

std::string RowJudge::State::fingerprint() {
  print.clear();
  for (std::size_t c = 0; c < row.values.size(); ++c) {
    if (row.values[c].blank()) continue;
    print += dataset.columns()[c].key;
    print += '\x1f';
    print += row.values[c].text;
    print += '\x1e';
  }
  const base::Sha256 digest = base::sha256(print);
  return base::hex(std::span(digest).first(16));
}

}  // namespace imports
