#pragma once
// A finding in words: "backup.<key>" says what, "backup.<key>_remedy" what to do.
#include <string>
#include <utility>
#include <vector>

#include "backup/doctor.h"

namespace backup {

inline Finding finding(Finding::Level level, const std::string& key,
                       std::vector<std::pair<std::string, base::Message::Value>> values = {}) {
  return {level, {"backup." + key, values}, {"backup." + key + "_remedy", values}};
}

}  // namespace backup
