#pragma once
// Rows of one file that name the same thing at the same place, in 24 bytes a row.
#include <cstdint>
#include <optional>
#include <vector>

#include "geo/point.h"

namespace imports {

class Doubles {
 public:
  struct Thing {
    std::uint64_t name = 0;  ///< hash of the folded name
    std::uint32_t area = 0;  ///< hash of the area's code; 0 for none
    std::optional<geo::Point> point = {};
    int row = 0;
  };

  /// The row that named the thing before, or nothing, and then it is remembered.
  std::optional<int> meet(const Thing& thing);

 private:
  struct Slot {
    std::uint64_t name = 0;
    std::int32_t lat_micro = 0, lon_micro = 0;
    std::uint32_t area = 0;
    int row = 0;  ///< 0: free
  };
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::size_t used_ = 0;
};

}  // namespace imports
