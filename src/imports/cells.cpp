#include "cells.h"

#include <algorithm>
#include <cmath>

#include "tables/text.h"

namespace imports {
namespace {

/// The beginning of a list is enough to see what is wanted.
constexpr std::size_t kChoicesNamed = 8;

std::string list_of(const std::vector<Choice>& choices) {
  std::string list;
  for (std::size_t i = 0; i < choices.size() && i < kChoicesNamed; ++i) {
    if (i > 0) list += ", ";
    list += choices[i].words.empty() ? choices[i].value : choices[i].words.front();
  }
  return choices.size() > kChoicesNamed ? list + ", …" : list;
}

/// One word begins with the other: "pribad" and "pribadi".
bool looks_like(std::string_view typed, std::string_view word) {
  if (typed.size() < 4 || word.size() < 4) return false;
  return word.starts_with(typed) || typed.starts_with(word);
}

/// Things that are counted come in no fractions: "1.200" and "1,200" visitors are more than one, whatever the
/// column's decimal mark. The reading in `usual` where none is whole.
double counted(std::string_view text, double usual) {
  double whole = -HUGE_VAL;
  for (const char decimal : {',', '.'}) {
    const auto number = tables::parse_number(text, {decimal, true}).number;
    if (number && number->value == std::floor(number->value)) whole = std::max(whole, number->value);
  }
  return std::isfinite(whole) ? whole : usual;
}

}  // namespace

CellReader::CellReader(const Column& column, std::size_t index) : column_(column), index_(index) {
  for (std::size_t i = 0; i < column_.choices.size(); ++i) {
    choices_.emplace(tables::fold(column_.choices[i].value), i);
    for (const std::string& word : column_.choices[i].words) choices_.emplace(tables::fold(word), i);
  }
}

void CellReader::learn(const ColumnHabits& habits) {
  numbers_ = habits.numbers.decide();
  dates_ = habits.dates.order();
}

void CellReader::refuse(Remarks& remarks, const char* key) const {
  remarks.refuse(index_, {key, {}});
}

void CellReader::read(Value& value, Remarks& remarks) const {
  if (value.blank()) {
    if (column_.required) refuse(remarks, "imports.cell_missing");
    return;
  }
  switch (column_.kind) {
    case Kind::kText:
    case Kind::kLongText: {
      const std::size_t length = value.text.size() <= column_.max_length ? 0 : tables::length(value.text);
      if (length > column_.max_length)
        remarks.refuse(index_, {"imports.text_too_long",
                                {{"length", static_cast<std::int64_t>(length)},
                                 {"limit", static_cast<std::int64_t>(column_.max_length)}}});
      return;
    }
    case Kind::kNumber:
    case Kind::kInteger:
      return read_number(value, remarks);
    case Kind::kRupiah:
      if (const auto amount = tables::parse_rupiah(value.text); !amount) {
        refuse(remarks, "imports.not_an_amount");
      } else if (in_range(static_cast<double>(*amount), remarks)) {
        value.as = base::Rupiah{*amount};
      }
      return;
    case Kind::kDate:
      return read_date(value, remarks);
    case Kind::kYesNo:
      if (const auto answer = tables::parse_yes_no(value.text)) {
        value.as = *answer;
      } else {
        refuse(remarks, "imports.not_yes_or_no");
      }
      return;
    case Kind::kChoice:
      return read_choice(value, remarks);
    default:
      return;
  }
}

bool CellReader::in_range(double number, Remarks& remarks) const {
  const double least = column_.kind == Kind::kRupiah ? std::max(column_.min, 0.0) : column_.min;
  if (number < least) remarks.refuse(index_, {"imports.number_too_small", {{"limit", least}}});
  if (number > column_.max) remarks.refuse(index_, {"imports.number_too_large", {{"limit", column_.max}}});
  return number >= least && number <= column_.max;
}

void CellReader::read_number(Value& value, Remarks& remarks) const {
  const tables::NumberResult result = tables::parse_number(value.text, numbers_);
  if (!result.number) {
    // "NaN" is how programs write that they know nothing.
    const bool nothing = !column_.required && tables::fold(value.text) == "nan";
    if (nothing) return remarks.warn(index_, {"imports.number_not_finite", {}});
    return refuse(remarks, result.fault == tables::NumberFault::kNotFinite ? "imports.number_not_finite"
                                                                           : "imports.not_a_number");
  }
  const bool integer = column_.kind == Kind::kInteger;
  const double number = integer ? counted(value.text, result.number->value) : result.number->value;
  if (!in_range(number, remarks)) return;
  if (integer) {
    if (number != std::floor(number) || std::abs(number) > 9e15)
      return refuse(remarks, "imports.not_a_whole_number");
    value.as = static_cast<std::int64_t>(number);
  } else {
    value.as = number;
  }
  if (!integer && result.number->ambiguous)
    remarks.warn(index_, {"imports.number_ambiguous", {{"read_as", number}}});
}

void CellReader::read_date(Value& value, Remarks& remarks) const {
  const tables::DateResult result = tables::parse_date_text(value.text, dates_);
  if (result.date) {
    value.as = *result.date;
  } else {
    refuse(remarks,
           result.fault == tables::DateFault::kNoSuchDay ? "imports.no_such_day" : "imports.not_a_date");
  }
}

void CellReader::read_choice(Value& value, Remarks& remarks) const {
  static thread_local std::string key;
  tables::fold_into(key, value.text);
  const auto found = choices_.find(key);
  if (found != choices_.end()) {
    value.as = std::string_view(column_.choices[found->second].value);
    return;
  }
  std::optional<Mend> mend;
  for (const auto& [word, index] : choices_) {
    if (!looks_like(key, word)) continue;
    const Choice& choice = column_.choices[index];
    const std::string& name = choice.words.empty() ? choice.value : choice.words.front();
    mend =
        Mend{"choice", {{index_, std::string(value.text), name}}, {"imports.mend_choice", {{"new", name}}}};
    break;
  }
  remarks.refuse(index_, {"imports.not_a_choice", {{"choices", list_of(column_.choices)}}}, std::move(mend));
}

}  // namespace imports
