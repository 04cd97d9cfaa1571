#pragma once
// A coordinate cell cut into figures, marks, signs and hemispheres, whatever encoding and language did to
// them.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ascii.h"
#include "tables/coordinate.h"

namespace tables {

inline constexpr std::size_t kLongestCoordinate = 200;

enum class TokenKind {
  kNumber,
  kMinus,
  kPlus,
  kDegree,
  kMinute,
  kSecond,
  kHemisphere,
  kColon,
  kNoise,
  kNotFinite
};

struct Token {
  TokenKind kind;
  double value = 0;            ///< of kNumber
  bool whole = true;           ///< of kNumber: no decimals
  std::string digits = {};     ///< of kNumber
  bool astray = false;         ///< of kNumber: several marks
  Axis axis = Axis::kUnknown;  ///< of kHemisphere
  int sign = 1;                ///< of kHemisphere
};

/// "LS", "Lintang Selatan" without its blank, "E": a word that tells the half of the earth.
bool is_hemisphere(const std::string& folded_word);

/// Nothing when the text has a sign or a word that stands in no coordinate.
std::optional<std::vector<Token>> tokens_of(std::string_view text);

}  // namespace tables
