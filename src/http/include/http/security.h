#pragma once
// Security headers of every answer, in one place.
#include <string>
#include <vector>

#include "http/headers.h"

namespace http {

struct Security {
  std::vector<std::string> style_hashes = {};  ///< "sha256-…" of the one style element in the layout
  bool https = false;  ///< the outside address is https: adds Strict-Transport-Security
};

/// Content-Security-Policy without inline script, and its companions.
Headers security_headers(const Security& security);

}  // namespace http
