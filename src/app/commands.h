#pragma once
// Every command of the program, one line each.
#include <vector>

#include "cli/command.h"

namespace app {

std::vector<cli::Command> commands();

}  // namespace app
