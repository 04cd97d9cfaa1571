#pragma once
// Numbers, amounts and yes or no as people type them.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tables {

/// How a column writes its numbers.
struct NumberStyle {
  char decimal = ',';  ///< ',' or '.'; the other one groups thousands
  bool certain =
      false;  ///< a cell of the column proves it; else "1.500" could be either and deserves a warning
};

/// Collects what the cells of one column say about its decimal mark.
class NumberEvidence {
 public:
  void add(std::string_view cell);
  /// `fallback` where no cell proves anything: the country's habit.
  NumberStyle decide(char fallback = ',') const;

 private:
  std::int64_t comma_ = 0, point_ = 0;
};

struct Number {
  double value = 0;
  std::string_view unit = {};  ///< what stood behind: "m", "ha", "orang"
  bool ambiguous = false;      ///< with the other decimal mark it would be another number
};

enum class NumberFault { kNotNumber, kNotFinite };

struct NumberResult {
  std::optional<Number> number;
  NumberFault fault = NumberFault::kNotNumber;  ///< where there is no number
};

/// "1.950,5", "1,950.5", "1 950", "± 25 m", "2,5 ha", "1,95 juta", "−3", "1.950.000,-". A cell that can be
/// read in one way only is read so, whatever the style says. "NaN" and "inf" are faults of their own.
NumberResult parse_number(std::string_view cell, NumberStyle style);

/// Whole rupiah: "Rp 1.950.000,00", "Rp1,95 miliar", "1950000", "gratis" (0). Three digits behind one mark
/// are thousands, never sen. Nothing for a fraction of a rupiah and for words.
std::optional<std::int64_t> parse_rupiah(std::string_view cell);

/// ya/tidak, ada/tidak ada, sudah/belum, yes/no, true/false, 1/0, ✓/✗.
std::optional<bool> parse_yes_no(std::string_view cell);

}  // namespace tables
