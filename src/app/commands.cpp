#include "commands.h"

#include "radio_cli/commands.h"

namespace app {

std::vector<cli::Command> commands() {
  return {
      {"radio loss", "Loss between two places over terrain, by ITM or ITU-R P.1812", radio_cli::radio_loss},
  };
}

}  // namespace app
