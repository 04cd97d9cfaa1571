// serumpun-import: the only program that opens files with GDAL. `serumpun` starts it beside itself within
// limits.
#include "importer/subcommand.h"

int main(int argc, char** argv) {
  return importer::run(
      {
          {"raster", "--out STORE [--source TEXT] [--date DATE] FILE…", importer::raster},
          {"landcover", "--out STORE --class CODE=CLASS… [--source TEXT] [--date DATE] FILE…",
           importer::land_cover},
          {"table", "[--layer NAME] FILE", importer::table},
          {"geotiff", "--raw FILE --columns N --rows N … --out FILE", importer::geotiff},
      },
      {argv + 1, argv + argc});
}
