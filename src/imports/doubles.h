#pragma once
// Rows of one file that name the same thing at the same place, in 16 bytes a row.
#include <cstdint>
#include <optional>
#include <vector>

#include "geo/point.h"

namespace imports {

class Doubles {
 public:
  struct Thing {
    std::uint64_t name = 0;  ///< hash of the folded name
    std::uint16_t area = 0;  ///< a number for each area; 0 for none
    std::optional<geo::Point> point = {};
    int row = 0;
  };

  /// The row that named the thing before, or nothing, and then it is remembered. Rows beyond 16 million,
  /// which only a file of blank lines has, are not.
  std::optional<int> meet(const Thing& thing);

 private:
  /// A name by 40 bits of its hash, a row, and a place to two metres. Two names of a million that share those
  /// bits must stand at one place too before anyone is misled.
  struct Slot {
    std::uint64_t name : 40 = 0, row : 24 = 0;  ///< row 0: free
    std::uint64_t area : 16 = 0, lat : 24 = 0, lon : 24 = 0;
  };
  static Slot slot_of(const Thing& thing);
  static bool same_place(const Slot& a, const Slot& b);
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::size_t used_ = 0;
};

}  // namespace imports
