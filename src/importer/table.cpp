// table: rows of a workbook or of GeoJSON as CSV on stdout, so that the server never opens such a file
// itself.
#include <gdal_priv.h>
#include <ogr_api.h>
#include <ogrsf_frmts.h>

#include <cstdio>
#include <memory>

#include "base/csv.h"
#include "base/failure.h"
#include "importer/subcommand.h"

namespace importer {
namespace {

struct CloseDataset {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// A cell cannot hold more in any spreadsheet; a shape of so many vertices is no record of an inventory.
constexpr std::size_t kLongestGeometry = 1u << 20;
constexpr std::size_t kBuffer = 256u << 10;
/// As many as the reader of the rows takes; no office's table is wider.
constexpr int kMostColumns = 512;

class RowWriter {
 public:
  void write(const std::vector<std::string_view>& cells) {
    base::append_csv_row(buffer_, cells);
    if (buffer_.size() >= kBuffer) flush();
  }
  void blank() { buffer_ += '\n'; }
  void flush() {
    if (std::fwrite(buffer_.data(), 1, buffer_.size(), stdout) != buffer_.size())
      throw base::Failure("cannot write to stdout");
    buffer_.clear();
  }

 private:
  std::string buffer_;
};

base::Message broken() {
  return {"importer.table_broken", {}};
}

/// Only these drivers ever see the file; the content decides, not the name.
Dataset open_workbook(const std::string& path) {
  for (const char* driver : {"XLSX", "ODS"}) {
    const char* const drivers[] = {driver, nullptr};
    const std::string name = std::string(driver) + ":" + path;
    Dataset dataset(
        GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (dataset) return dataset;
  }
  return nullptr;
}

Dataset open_geojson(const std::string& path) {
  const char* const drivers[] = {"GeoJSON", nullptr};
  return Dataset(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
}

bool is_zip(const std::string& path) {
  char start[4] = {};
  if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
    const std::size_t got = std::fread(start, 1, sizeof start, file);
    std::fclose(file);
    return got == 4 && start[0] == 'P' && start[1] == 'K';
  }
  return false;
}

/// The layer asked for, else the first that has rows.
OGRLayer* choose_layer(GDALDataset& dataset, const std::string& wanted) {
  OGRLayer* first = nullptr;
  for (int i = 0; i < dataset.GetLayerCount(); ++i) {
    OGRLayer* layer = dataset.GetLayer(i);
    if (!wanted.empty() ? wanted == layer->GetName() : layer->GetFeatureCount(TRUE) > 0) return layer;
    if (first == nullptr) first = layer;
  }
  return wanted.empty() ? first : nullptr;
}

/// Rows as the sheet has them: those it leaves out are blank lines, so that numbers stay true.
std::int64_t write_sheet(OGRLayer& layer, RowWriter& out) {
  const int columns = layer.GetLayerDefn()->GetFieldCount();
  std::vector<std::string> texts(static_cast<std::size_t>(columns));
  std::vector<std::string_view> cells(static_cast<std::size_t>(columns));
  std::int64_t next = 1, rows = 0;
  layer.ResetReading();
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    for (; next < feature->GetFID(); ++next) out.blank();
    for (int c = 0; c < columns; ++c) {
      const auto at = static_cast<std::size_t>(c);
      texts[at] = feature->IsFieldSetAndNotNull(c) ? feature->GetFieldAsString(c) : "";
      cells[at] = texts[at];
    }
    out.write(cells);
    ++next;
    ++rows;
  }
  return rows;
}

/// To longitude and latitude where the file says that it holds something else.
std::unique_ptr<OGRCoordinateTransformation> to_wgs84(OGRLayer& layer) {
  const OGRSpatialReference* from = layer.GetSpatialRef();
  OGRSpatialReference wgs84;
  wgs84.SetWellKnownGeogCS("WGS84");
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (from == nullptr || from->IsGeographic()) return nullptr;
  return std::unique_ptr<OGRCoordinateTransformation>(OGRCreateCoordinateTransformation(from, &wgs84));
}

std::string geometry_text(const OGRFeature& feature, OGRCoordinateTransformation* transformation) {
  const OGRGeometry* geometry = feature.GetGeometryRef();
  if (geometry == nullptr) return {};
  std::unique_ptr<OGRGeometry> flat(geometry->clone());
  flat->flattenTo2D();
  if (transformation != nullptr && flat->transform(transformation) != OGRERR_NONE) return "?";
  char* json = flat->exportToJson();
  std::string text = json == nullptr ? "?" : json;
  CPLFree(json);
  return text.size() > kLongestGeometry ? "?" : text;
}

/// A header row of the properties' names, then the features; the last column is the geometry.
std::int64_t write_features(OGRLayer& layer, RowWriter& out) {
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  const auto columns = static_cast<std::size_t>(definition.GetFieldCount());
  const auto transformation = to_wgs84(layer);
  std::vector<std::string> texts(columns + 1);
  std::vector<std::string_view> cells(columns + 1);
  for (std::size_t c = 0; c < columns; ++c)
    cells[c] = definition.GetFieldDefn(static_cast<int>(c))->GetNameRef();
  cells[columns] = "geometri";
  out.write(cells);
  std::int64_t rows = 0;
  layer.ResetReading();
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    for (std::size_t c = 0; c < columns; ++c) {
      const int at = static_cast<int>(c);
      texts[c] = feature->IsFieldSetAndNotNull(at) ? feature->GetFieldAsString(at) : "";
    }
    texts[columns] = geometry_text(*feature, transformation.get());
    std::copy(texts.begin(), texts.end(), cells.begin());
    out.write(cells);
    ++rows;
  }
  return rows;
}

}  // namespace

Answer table(const std::vector<std::string>& arguments) {
  const Words words = words_of(arguments);
  if (words.rest.size() != 1) return base::fail(base::ErrorCode::kInvalid, {"importer.usage", {}});
  const std::string& path = words.rest.front();
  // Headers and types are judged by the reader of the rows: a code like 15.03 is no number here.
  CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
  CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
  CPLSetConfigOption("OGR_ODS_HEADERS", "DISABLE");
  CPLSetConfigOption("OGR_ODS_FIELD_TYPES", "STRING");
  CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "64");
  CPLPushErrorHandler(CPLQuietErrorHandler);
  RegisterOGRXLSX();
  RegisterOGRODS();
  RegisterOGRGeoJSON();
  const bool workbook = is_zip(path);
  // Never closed, as the program ends then: giving back every cell alone costs a twentieth of the reading.
  static GDALDataset* dataset = nullptr;
  dataset = (workbook ? open_workbook(path) : open_geojson(path)).release();
  if (dataset == nullptr) return base::fail(base::ErrorCode::kInvalid, broken());
  OGRLayer* layer = choose_layer(*dataset, words.value("--layer"));
  if (layer == nullptr) return base::fail(base::ErrorCode::kInvalid, {"importer.table_no_layer", {}});
  if (layer->GetLayerDefn()->GetFieldCount() > kMostColumns)
    return base::fail(base::ErrorCode::kInvalid, {"importer.table_too_wide", {}});
  RowWriter out;
  CPLErrorReset();
  const std::int64_t rows = workbook ? write_sheet(*layer, out) : write_features(*layer, out);
  out.flush();
  // Half a file is not a file.
  if (CPLGetLastErrorType() >= CE_Failure) return base::fail(base::ErrorCode::kInvalid, broken());
  if (rows == 0) return base::fail(base::ErrorCode::kInvalid, {"importer.table_no_rows", {}});
  base::Json layers = base::Json::array();
  for (int i = 0; i < dataset->GetLayerCount(); ++i) layers.push_back(dataset->GetLayer(i)->GetName());
  return base::Json::object({{"rows", rows},
                             {"layer", workbook ? layer->GetName() : ""},
                             {"layers", workbook ? std::move(layers) : base::Json::array()}});
}

}  // namespace importer
