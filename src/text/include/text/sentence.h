#pragma once
// Sentence: one line of text/{id,en}.json, taken apart into words and the places where values stand.
//
//   "Baris {row}: {n:number} {n:one answer|other answers}, {amount:rupiah}, {at:instant}"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "text/language.h"

namespace text {

/// How a value is written; the word after the colon.
enum class Format {
  kPlain,        ///< {name}: text as it is, a whole number without grouping
  kNumber,       ///< {n:number} 1.950.000
  kDecimal,      ///< {km:decimal} at most two decimals
  kDecimal6,     ///< {lat:decimal6} at most six, for coordinates
  kPercent,      ///< {share:percent} of a share of one
  kRupiah,       ///< {amount:rupiah} of whole rupiah
  kRupiahShort,  ///< {amount:rupiah_short} Rp1,95 miliar
  kDate,         ///< {day:date} 24 November 2026, of "2026-11-24", "2026-11", "2026", or of an instant
  kDateShort,    ///< {day:date_short} 24 Nov 2026
  kDateLong,     ///< {day:date_long} Selasa, 24 November 2026
  kTime,         ///< {at:time} 10.12, of RFC 3339 text or milliseconds
  kInstant,      ///< {at:instant} Selasa, 24 November 2026, 10.12
};
std::optional<Format> parse_format(std::string_view word);

/// The value in the given form. A value that cannot have it (a word as a number) stays as it is.
std::string format_value(Language language, Format format, const base::Message::Value& value,
                         base::UtcOffset zone);

struct Piece {
  enum class Kind { kWords, kValue, kPlural };
  Kind kind = Kind::kWords;
  std::string words = {};  ///< kWords: what stands there
  std::string name = {};   ///< kValue, kPlural: the value's name
  Format format = Format::kPlain;
  std::string one = {}, other = {};  ///< kPlural: the words for 1 and for every other number

  bool operator==(const Piece&) const = default;
};
using Sentence = std::vector<Piece>;

/// `{{` stands for one brace. Nothing when a brace is not closed, a format is unknown or a plural lacks a
/// branch.
std::optional<Sentence> parse_sentence(std::string_view text);

/// Whether a counted thing stands in the singular; only English asks.
bool is_one(const base::Message::Value& value);

}  // namespace text
