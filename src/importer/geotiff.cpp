// geotiff: a raw raster of 32-bit floats to a GeoTIFF that every GIS opens.
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>

#include "base/failure.h"
#include "importer/subcommand.h"

namespace importer {
namespace {

struct Raw {
  int columns = 0, rows = 0;
  double north_deg = 0, west_deg = 0, rows_per_deg = 0, columns_per_deg = 0;
};

bool sane(const Raw& raw, const std::string& path) {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(path, failed);
  return !failed && raw.columns > 0 && raw.rows > 0 && std::isfinite(raw.north_deg) &&
         std::isfinite(raw.west_deg) && raw.rows_per_deg > 0 && raw.columns_per_deg > 0 &&
         bytes ==
             static_cast<std::uintmax_t>(raw.columns) * static_cast<std::uintmax_t>(raw.rows) * sizeof(float);
}

void describe(GDALDataset& dataset, const Raw& raw, const Words& words) {
  // A post is the middle of its pixel.
  double gt[6] = {raw.west_deg - 0.5 / raw.columns_per_deg,
                  1 / raw.columns_per_deg,
                  0,
                  raw.north_deg + 0.5 / raw.rows_per_deg,
                  0,
                  -1 / raw.rows_per_deg};
  dataset.SetGeoTransform(gt);
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  dataset.SetSpatialRef(&wgs84);
  GDALRasterBand& band = *dataset.GetRasterBand(1);
  band.SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
  band.SetUnitType(words.value("--unit").c_str());
  band.SetDescription(words.value("--description").c_str());
  for (const auto& [option, text] : words.options) {
    const auto equals = text.find('=');
    if (option == "--meta" && equals != text.npos)
      dataset.SetMetadataItem(text.substr(0, equals).c_str(), text.substr(equals + 1).c_str());
  }
}

}  // namespace

Answer geotiff(const std::vector<std::string>& arguments) {
  const Words words = words_of(arguments);
  const auto whole = [&](const char* name) {
    const double number = words.number(name);
    return number >= 1 && number <= 1e6 ? static_cast<int>(number) : 0;
  };
  const Raw raw{whole("--columns"),
                whole("--rows"),
                words.number("--north"),
                words.number("--west"),
                words.number("--rows-per-deg"),
                words.number("--columns-per-deg")};
  const std::string from = words.value("--raw"), out = words.value("--out");
  if (out.empty() || !sane(raw, from)) return base::fail(base::ErrorCode::kInvalid, {"importer.usage", {}});
  GDALRegister_GTiff();
  CPLSetErrorHandler(CPLQuietErrorHandler);
  const char* const options[] = {"COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES", "BIGTIFF=IF_SAFER", nullptr};
  const std::unique_ptr<GDALDataset> dataset(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
      out.c_str(), raw.columns, raw.rows, 1, GDT_Float32, const_cast<char**>(options)));
  if (!dataset) throw base::Failure(out + " cannot be written: " + CPLGetLastErrorMsg());
  describe(*dataset, raw, words);
  std::ifstream file(from, std::ios::binary);
  std::vector<float> row(static_cast<std::size_t>(raw.columns));
  for (int r = 0; r < raw.rows; ++r) {
    file.read(reinterpret_cast<char*>(row.data()), static_cast<std::streamsize>(row.size() * sizeof(float)));
    if (!file) throw base::Failure(from + " cannot be read to its end");
    if (dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, r, raw.columns, 1, row.data(), raw.columns, 1,
                                            GDT_Float32, 0, 0, nullptr) != CE_None)
      throw base::Failure(out + ": writing failed: " + CPLGetLastErrorMsg());
  }
  CPLErrorReset();
  dataset->FlushCache();
  if (CPLGetLastErrorType() >= CE_Failure)
    throw base::Failure(out + ": writing failed: " + CPLGetLastErrorMsg());
  return base::Json::object({{"columns", raw.columns}, {"rows", raw.rows}});
}

}  // namespace importer
