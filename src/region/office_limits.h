#pragma once
// How much an office may say of itself, in characters; on the page and in a file alike.
#include <cstddef>

namespace region {

inline constexpr std::size_t kMaxOfficeName = 160, kMaxDutyText = 1000;

}  // namespace region
