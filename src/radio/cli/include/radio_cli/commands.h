#pragma once
// The radio commands of the program; src/app/commands.cpp lists them.
#include "cli/command.h"

namespace radio_cli {

/// Loss of each row: a profile, an area, two places on terrain, or a validation case of ITU-R P.1812.
int radio_loss(const cli::Arguments& arguments);

}  // namespace radio_cli
