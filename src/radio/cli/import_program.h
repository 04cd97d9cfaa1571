#pragma once
// Runs serumpun-import beside this program, within limits.
#include <string>
#include <vector>

#include "base/json.h"

namespace radio_cli {

/// Its summary. Throws cli::RefusedInput with the sentence of its refusal, base::Failure when it broke.
base::Json run_import(std::vector<std::string> arguments);

/// A folder for files that only live as long as it does.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace radio_cli
