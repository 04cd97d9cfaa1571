#pragma once
// The radio commands of the program; src/app/commands.cpp lists them.
#include "cli/command.h"

namespace radio_cli {

/// Loss of each row: a profile, an area, two places on terrain, or a validation case of ITU-R P.1812.
int radio_loss(const cli::Arguments& arguments);

/// Level around towers to a GeoTIFF.
int radio_coverage(const cli::Arguments& arguments);

/// Every cell tried as a tower site.
int radio_sites(const cli::Arguments& arguments);

/// Measured samples against the model: bias, spread, and the error that remains.
int radio_calibrate(const cli::Arguments& arguments);

/// Files of heights to one terrain store.
int import_terrain(const cli::Arguments& arguments);

/// Rasters of land classes to one store.
int import_land_cover(const cli::Arguments& arguments);

}  // namespace radio_cli
