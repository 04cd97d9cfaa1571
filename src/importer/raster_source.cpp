#include "raster_source.h"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "base/digest.h"
#include "radio/terrain_builder.h"

namespace importer {
namespace {

constexpr float kVoid = std::numeric_limits<float>::quiet_NaN();

std::string sha256_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  base::Sha256Stream digest;
  std::vector<char> piece(1u << 20);
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
    digest.update({piece.data(), static_cast<std::size_t>(file.gcount())});
  return base::hex(digest.finish());
}

/// Voids that many files forget to declare.
bool is_usual_void(double value) {
  return value == -32768 || value == -32767 || value == -9999 || value < -1e30;
}

/// 1200.0000000001 posts a degree are 1200, and a tile begins at 11 degrees, not at 10.999999999999998.
double snapped(double value, double unit) {
  const double whole = std::round(value * unit);
  return std::abs(value * unit - whole) < 1e-5 ? whole / unit : value;
}

}  // namespace

void RasterSource::Close::operator()(GDALDataset* dataset) const {
  GDALClose(dataset);
}
RasterSource::RasterSource(RasterSource&&) noexcept = default;
RasterSource& RasterSource::operator=(RasterSource&&) noexcept = default;
RasterSource::~RasterSource() = default;

tl::unexpected<base::Error> RasterSource::refuse(const char* key) const {
  const char* detail = CPLGetLastErrorMsg();
  return base::fail(base::ErrorCode::kInvalid, {key, {{"file", name_}, {"detail", std::string(detail)}}});
}

base::Result<RasterSource> RasterSource::open(const std::string& path, Between between) {
  RasterSource source;
  source.between_ = between;
  source.name_ = std::filesystem::path(path).filename().string();
  std::error_code failed;
  if (path.starts_with("/vsi") || !std::filesystem::is_regular_file(path, failed))
    return source.refuse("importer.raster_no_file");
  static constexpr const char* kDrivers[] = {"GTiff", "SRTMHGT", "AAIGrid", nullptr};
  source.dataset_.reset(
      GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_INTERNAL, kDrivers));
  if (!source.dataset_ || source.dataset_->GetRasterCount() < 1)
    return source.refuse("importer.raster_unknown");
  const std::int64_t posts =
      std::int64_t{source.dataset_->GetRasterXSize()} * source.dataset_->GetRasterYSize();
  if (posts > radio::TerrainBuilder::kMaxPosts) return source.refuse("importer.raster_too_large");
  GDALRasterBand* band = source.dataset_->GetRasterBand(1);
  if (GDALDataTypeIsComplex(band->GetRasterDataType()) != 0) return source.refuse("importer.raster_unknown");
  source.scale_ = band->GetScale();
  source.offset_m_ = band->GetOffset();
  const std::string unit = band->GetUnitType();
  if (unit == "ft" || unit == "foot" || unit == "feet") source.metres_per_unit_ = 0.3048;
  source.whole_metres_ = GDALDataTypeIsInteger(band->GetRasterDataType()) != 0 && source.scale_ == 1 &&
                         source.metres_per_unit_ == 1;
  if (auto found = source.find_shape(); !found) return base::fail(found.error());
  if (source.shape_.rows < 2 || source.shape_.columns < 2) return source.refuse("importer.raster_too_small");
  source.void_ = source.find_void();
  source.sha256_ = sha256_of(path);
  return source;
}

base::Result<void> RasterSource::find_shape() {
  const OGRSpatialReference* crs = dataset_->GetSpatialRef();
  double gt[6];
  if (crs == nullptr || dataset_->GetGeoTransform(gt) != CE_None) return refuse("importer.raster_no_place");
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const char* const ignore_axes[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
  const bool degrees = crs->IsGeographic() != 0 && crs->IsSameGeogCS(&wgs84, ignore_axes) != 0;
  grid_of_degrees_ = degrees && gt[2] == 0 && gt[4] == 0 && gt[1] > 0 && gt[5] < 0;
  int columns = dataset_->GetRasterXSize(), rows = dataset_->GetRasterYSize();
  if (!grid_of_degrees_) {
    const char* const options[] = {"DST_SRS=EPSG:4326", nullptr};
    void* transformer =
        GDALCreateGenImgProjTransformer2(dataset_.get(), nullptr, const_cast<char**>(options));
    if (transformer == nullptr) return refuse("importer.raster_no_place");
    const CPLErr error =
        GDALSuggestedWarpOutput(dataset_.get(), GDALGenImgProjTransform, transformer, gt, &columns, &rows);
    GDALDestroyGenImgProjTransformer(transformer);
    if (error != CE_None) return refuse("importer.raster_no_place");
  }
  if (!(gt[1] > 1e-7 && gt[1] < 10 && gt[5] < -1e-7 && gt[5] > -10))
    return refuse("importer.raster_no_place");
  shape_.columns_per_deg = snapped(1 / gt[1], 1);
  shape_.rows_per_deg = snapped(1 / -gt[5], 1);
  shape_.columns = columns;
  shape_.rows = rows;
  // Posts are the middles of GDAL's pixels.
  shape_.west_deg = snapped(gt[0] + gt[1] / 2, shape_.columns_per_deg);
  shape_.north_deg = snapped(gt[3] + gt[5] / 2, shape_.rows_per_deg);
  if (!grid_of_degrees_) {
    shape_.columns_per_deg = shape_.rows_per_deg = std::max(1.0, std::round(1 / gt[1]));
    shape_.west_deg = std::floor(shape_.west_deg * shape_.columns_per_deg) / shape_.columns_per_deg;
    shape_.north_deg = std::ceil(shape_.north_deg * shape_.rows_per_deg) / shape_.rows_per_deg;
  }
  return {};
}

base::Json RasterSource::description() const {
  const OGRSpatialReference* crs = dataset_->GetSpatialRef();
  const char* date = dataset_->GetMetadataItem("TIFFTAG_DATETIME");
  return base::Json::object({{"file", name_},
                             {"sha256", sha256_},
                             {"format", dataset_->GetDriver()->GetDescription()},
                             {"crs", crs != nullptr ? crs->GetName() : ""},
                             {"file_date", date != nullptr ? base::Json(date) : base::Json()},
                             {"columns", dataset_->GetRasterXSize()},
                             {"rows", dataset_->GetRasterYSize()},
                             {"resolution_arcsec", 3600 / shape_.rows_per_deg}});
}

bool RasterSource::lies_on(const radio::TerrainShape& grid) const {
  const auto same = [](double a, double b) { return std::abs(a / b - 1) < 1e-7; };
  const auto on = [](double at) { return std::abs(at - std::round(at)) < 0.01; };
  return grid_of_degrees_ && same(shape_.rows_per_deg, grid.rows_per_deg) &&
         same(shape_.columns_per_deg, grid.columns_per_deg) && on(grid.row_of(shape_.north_deg)) &&
         on(grid.column_of(shape_.west_deg));
}

/// What is declared; else the first usual one in the file, so that blending keeps away from it. What cannot
/// be read is refused by read().
std::optional<double> RasterSource::find_void() const {
  int declared = 0;
  GDALRasterBand* band = dataset_->GetRasterBand(1);
  const double nodata = band->GetNoDataValue(&declared);
  if (declared != 0) return nodata;
  if (between_ == Between::kNearest) return std::nullopt;
  const int columns = dataset_->GetRasterXSize();
  std::vector<float> row(static_cast<std::size_t>(columns));
  for (int r = 0; r < dataset_->GetRasterYSize(); ++r) {
    if (band->RasterIO(GF_Read, 0, r, columns, 1, row.data(), columns, 1, GDT_Float32, 0, 0, nullptr) !=
        CE_None)
      break;
    const auto found = std::ranges::find_if(row, is_usual_void);
    if (found != row.end()) return *found;
  }
  return std::nullopt;
}

void RasterSource::clean(std::vector<float>& heights_m) const {
  for (float& height : heights_m) {
    const double value = static_cast<double>(height);
    const bool empty = value == void_ || is_usual_void(value) || !std::isfinite(value);
    height = empty ? kVoid : static_cast<float>((value * scale_ + offset_m_) * metres_per_unit_);
  }
}

base::Result<void> RasterSource::read(const radio::TerrainShape& grid, std::int32_t row, std::int32_t column,
                                      std::int32_t rows, std::int32_t columns,
                                      std::vector<float>& heights_m) const {
  heights_m.assign(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns), kVoid);
  if (!lies_on(grid)) return read_warped(grid, row, column, rows, columns, heights_m);
  const auto own_row = row - static_cast<std::int32_t>(std::lround(grid.row_of(shape_.north_deg)));
  const auto own_column = column - static_cast<std::int32_t>(std::lround(grid.column_of(shape_.west_deg)));
  return read_own(own_row, own_column, rows, columns, heights_m);
}

base::Result<void> RasterSource::read_own(std::int32_t row, std::int32_t column, std::int32_t rows,
                                          std::int32_t columns, std::vector<float>& heights_m) const {
  CPLErrorReset();
  const CPLErr error = dataset_->GetRasterBand(1)->RasterIO(
      GF_Read, column, row, columns, rows, heights_m.data(), columns, rows, GDT_Float32, 0, 0, nullptr);
  if (error != CE_None) return refuse("importer.raster_damaged");
  clean(heights_m);
  return {};
}

base::Result<void> RasterSource::read_warped(const radio::TerrainShape& grid, std::int32_t row,
                                             std::int32_t column, std::int32_t rows, std::int32_t columns,
                                             std::vector<float>& heights_m) const {
  const auto exact = [](double value) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.17g", value);
    return std::string(digits);
  };
  std::vector<std::string> words{"-of",
                                 "MEM",
                                 "-t_srs",
                                 "EPSG:4326",
                                 "-r",
                                 between_ == Between::kCubic ? "cubic" : "near",
                                 "-ot",
                                 "Float32",
                                 "-dstnodata",
                                 "nan",
                                 "-wm",
                                 "64",
                                 "-te",
                                 exact(grid.lon_of(column - 0.5)),
                                 exact(grid.lat_of(row + rows - 0.5)),
                                 exact(grid.lon_of(column + columns - 0.5)),
                                 exact(grid.lat_of(row - 0.5)),
                                 "-ts",
                                 std::to_string(columns),
                                 std::to_string(rows)};
  if (void_) words.insert(words.end(), {"-srcnodata", exact(*void_)});
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  CPLErrorReset();
  GDALWarpAppOptions* options = GDALWarpAppOptionsNew(pointers.data(), nullptr);
  GDALDatasetH from = dataset_.get();
  int misused = 0;
  GDALDatasetH warped = GDALWarp("", nullptr, 1, &from, options, &misused);
  GDALWarpAppOptionsFree(options);
  if (warped == nullptr) return refuse("importer.raster_damaged");
  const CPLErr error = GDALRasterIO(GDALGetRasterBand(warped, 1), GF_Read, 0, 0, columns, rows,
                                    heights_m.data(), columns, rows, GDT_Float32, 0, 0);
  GDALClose(warped);
  if (error != CE_None) return refuse("importer.raster_damaged");
  clean(heights_m);
  return {};
}

}  // namespace importer
