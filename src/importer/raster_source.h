#pragma once
// One raster file of heights or classes: where its posts lie, and its values on a grid that is asked for.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "radio/terrain.h"

class GDALDataset;

namespace importer {

class RasterSource {
 public:
  /// What stands between the posts of a file on another grid: heights are blended by cubic convolution, which
  /// keeps the peaks (bilinear wore them down by up to 0.6 dB of loss), classes are not.
  enum class Between { kCubic, kNearest };

  /// Opens a GeoTIFF, an SRTM tile or an ASCII grid; no other driver, and nothing but a regular file. Refuses
  /// (importer.raster_…, with the file's name).
  static base::Result<RasterSource> open(const std::string& path, Between between);
  RasterSource(RasterSource&&) noexcept;
  RasterSource& operator=(RasterSource&&) noexcept;
  ~RasterSource();

  /// Its posts in WGS 84: its own for a grid of degrees, else of about the same spacing.
  const radio::TerrainShape& shape() const { return shape_; }
  Between between() const { return between_; }
  bool whole_metres() const { return whole_metres_; }
  /// What the terrain's provenance says of it.
  base::Json description() const;

  /// Whether its posts are posts of `grid`.
  bool lies_on(const radio::TerrainShape& grid) const;
  /// Heights of rows [row, row + rows) of `grid` over columns [column, column + columns); not a number where
  /// it has none.
  base::Result<void> read(const radio::TerrainShape& grid, std::int32_t row, std::int32_t column,
                          std::int32_t rows, std::int32_t columns, std::vector<float>& heights_m) const;

 private:
  struct Close {
    void operator()(GDALDataset* dataset) const;
  };
  RasterSource() = default;
  base::Result<void> find_shape();
  base::Result<void> read_own(std::int32_t row, std::int32_t column, std::int32_t rows, std::int32_t columns,
                              std::vector<float>& heights_m) const;
  base::Result<void> read_warped(const radio::TerrainShape& grid, std::int32_t row, std::int32_t column,
                                 std::int32_t rows, std::int32_t columns,
                                 std::vector<float>& heights_m) const;
  std::optional<double> find_void() const;
  void clean(std::vector<float>& heights_m) const;
  tl::unexpected<base::Error> refuse(const char* key) const;

  std::string name_;
  std::unique_ptr<GDALDataset, Close> dataset_;
  radio::TerrainShape shape_;
  Between between_ = Between::kCubic;
  bool grid_of_degrees_ = false, whole_metres_ = false;
  double scale_ = 1, offset_m_ = 0, metres_per_unit_ = 1;
  std::optional<double> void_;  ///< what stands for no height, declared or found
  std::string sha256_;
};

}  // namespace importer
