// GDAL's own reading of a workbook: every cell of the first sheet as text, nothing made of it.
//   gdal_read ROWS FILE   prints rows/s
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>

#include "support/measure.h"

int main(int argc, char** argv) {
  support::must(argc == 3, "gdal_read ROWS FILE");
  CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
  CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
  RegisterOGRXLSX();
  long rows = -1;  // the header is none
  std::size_t bytes = 0;
  const double seconds = support::seconds_of([&] {
    const std::unique_ptr<GDALDataset> dataset(GDALDataset::Open(argv[2], GDAL_OF_VECTOR | GDAL_OF_READONLY));
    support::must(dataset && dataset->GetLayerCount() > 0, "a workbook");
    OGRLayer& sheet = *dataset->GetLayer(0);
    const int columns = sheet.GetLayerDefn()->GetFieldCount();
    while (const OGRFeatureUniquePtr row{sheet.GetNextFeature()}) {
      for (int c = 0; c < columns; ++c) bytes += std::string_view(row->GetFieldAsString(c)).size();
      ++rows;
    }
  });
  support::must(rows == std::atol(argv[1]) && bytes > 0, "every row is read");
  std::printf("%.0f\n", static_cast<double>(rows) / seconds);
}
