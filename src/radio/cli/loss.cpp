#include "base/failure.h"
#include "radio_cli/commands.h"

namespace radio_cli {

int radio_loss(const cli::Arguments& arguments) {
  std::string points;
  cli::Options options("radio loss", "Loss between places",
                       "serumpun radio loss --terrain N00E011.hgt.gz --points places.csv");
  options.value("--points", points, "CSV of places: tx_lat,tx_lon,rx_lat,rx_lon,freq_mhz,tx_h_m,rx_h_m");
  if (const auto stop = options.parse(arguments)) return *stop;
  throw base::Failure("radio loss is not in this build");
}

}  // namespace radio_cli
