#pragma once
// A folder that keeps what a long run has done, so that it goes on after a kill or a power cut.
#include <string>

#include "radio/task_results.h"

namespace radio_cli {

/// Made if it is missing; empty: nothing is kept. Throws cli::RefusedInput when `path` can be no folder.
radio::TaskResults task_folder(const std::string& path);

}  // namespace radio_cli
