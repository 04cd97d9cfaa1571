#include "base/check.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace base {

void check_failed(const char* why, std::source_location where) {
  const std::string text =
      std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": check failed: " + why;
  std::fprintf(stderr, "%s\n", text.c_str());
  if (std::getenv("SERUMPUN_ABORT_ON_BUG") != nullptr) std::abort();
  throw std::logic_error(text);
}

}  // namespace base
