#pragma once
// Rupiah: whole amounts, never a fraction.
#include <compare>
#include <cstdint>

namespace base {

struct Rupiah {
  std::int64_t amount = 0;
  auto operator<=>(const Rupiah&) const = default;
};

}  // namespace base
