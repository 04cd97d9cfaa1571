#include "commands.h"

#include "radio_cli/commands.h"

namespace app {

std::vector<cli::Command> commands() {
  return {
      {"import terrain", "Heights of the ground to one file that the radio commands map",
       radio_cli::import_terrain},
      {"radio calibrate", "What measured levels say of the model: bias, spread, remaining error",
       radio_cli::radio_calibrate},
      {"radio coverage", "Received level around towers, as a GeoTIFF", radio_cli::radio_coverage},
      {"radio loss", "Loss between two places over terrain, by ITM or ITU-R P.1812", radio_cli::radio_loss},
      {"radio sites", "Every cell tried as a tower site; the best ones with their bound",
       radio_cli::radio_sites},
  };
}

}  // namespace app
