#include "maps/vector_tile.h"

#include <gtest/gtest.h>

#include <string>

namespace maps {
namespace {

// Walks one level of protobuf fields: calls f(field, bytes) for length-delimited ones, f(field, varint) for
// the rest.
template <class Bytes, class Number>
void fields_of(std::string_view data, Bytes bytes, Number number) {
  const auto varint = [&] {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(data.front());
      data.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (!data.empty()) {
    const std::uint64_t tag = varint();
    if ((tag & 7) == 2) {
      const std::uint64_t size = varint();
      bytes(static_cast<int>(tag >> 3), data.substr(0, size));
      data.remove_prefix(size);
    } else {
      number(static_cast<int>(tag >> 3), varint());
    }
  }
}

std::vector<int> geometry_of(const TileFeature& feature) {
  LayerWriter writer("test");
  writer.add(feature);
  const std::string tile = std::move(writer).finish();
  std::vector<int> out;
  const auto ignore = [](int, std::uint64_t) {};
  fields_of(
      tile,
      [&](int, std::string_view layer) {
        fields_of(
            layer,
            [&](int field, std::string_view bytes) {
              if (field != 2) return;
              fields_of(
                  bytes,
                  [&](int part, std::string_view packed) {
                    if (part != 4) return;
                    while (!packed.empty()) {
                      int value = 0;
                      for (int shift = 0;; shift += 7) {
                        const auto byte = static_cast<unsigned char>(packed.front());
                        packed.remove_prefix(1);
                        value |= (byte & 0x7f) << shift;
                        if (byte < 0x80) break;
                      }
                      out.push_back(value);
                    }
                  },
                  ignore);
            },
            ignore);
      },
      ignore);
  return out;
}

// The examples of the specification, sections 4.3.5.1 to 4.3.5.6.
TEST(VectorTile, WritesTheExamplesOfTheSpecification) {
  EXPECT_EQ(geometry_of({Shape::kPoint, {{{25, 17}}}, {}}), (std::vector<int>{9, 50, 34}));
  EXPECT_EQ(geometry_of({Shape::kPoint, {{{5, 7}, {3, 2}}}, {}}), (std::vector<int>{17, 10, 14, 3, 9}));
  EXPECT_EQ(geometry_of({Shape::kLine, {{{2, 2}, {2, 10}, {10, 10}}}, {}}),
            (std::vector<int>{9, 4, 4, 18, 0, 16, 16, 0}));
  EXPECT_EQ(geometry_of({Shape::kLine, {{{2, 2}, {2, 10}, {10, 10}}, {{1, 1}, {3, 5}}}, {}}),
            (std::vector<int>{9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8}));
  EXPECT_EQ(geometry_of({Shape::kPolygon, {{{3, 6}, {8, 12}, {20, 34}}}, {}}),
            (std::vector<int>{9, 6, 12, 18, 10, 12, 24, 44, 15}));
}

TEST(VectorTile, TurnsAnExteriorRingClockwiseAndItsHoleTheOtherWay) {
  const TilePath clockwise = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  const TilePath counter = {{0, 0}, {0, 10}, {10, 10}, {10, 0}};
  EXPECT_EQ(geometry_of({Shape::kPolygon, {counter}, {}}), geometry_of({Shape::kPolygon, {clockwise}, {}}));
  const TilePath hole = {{2, 2}, {2, 8}, {8, 8}, {8, 2}};
  const TilePath hole_as_exterior_winds = {{2, 2}, {8, 2}, {8, 8}, {2, 8}};
  const auto both = geometry_of({Shape::kPolygon, {clockwise, hole}, {}});
  EXPECT_EQ(both, geometry_of({Shape::kPolygon, {counter, hole_as_exterior_winds}, {}}));
}

TEST(VectorTile, LeavesOutWhatCollapsed) {
  LayerWriter writer("test");
  writer.add({Shape::kLine, {{{1, 1}, {1, 1}}}, {}});
  writer.add({Shape::kPolygon, {{{1, 1}, {5, 5}, {1, 1}}}, {}});
  writer.add({Shape::kPoint, {{}}, {}});
  EXPECT_TRUE(writer.empty());
}

TEST(VectorTile, WritesEqualKeysAndValuesOnce) {
  LayerWriter writer("places");
  for (int i = 0; i < 3; ++i)
    writer.add({Shape::kPoint, {{{i, i}}}, {{"kind", std::string_view("cave")}, {"open", true}}});
  const std::string tile = std::move(writer).finish();
  std::size_t count = 0;
  for (auto at = tile.find("cave"); at != std::string::npos; at = tile.find("cave", at + 1)) ++count;
  EXPECT_EQ(count, 1u);
}

}  // namespace
}  // namespace maps
