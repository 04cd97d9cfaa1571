#pragma once
// One line a request, without personal data: no address, no query, the route instead of the path.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace http {

struct AccessRecord {
  std::string_view time, network, method, route, id;
  int status = 0;
  std::uint64_t bytes = 0;
  double ms = 0;
};

/// "2026-11-25T03:12:00Z 203.0.113.0/24 GET /potensi/{id} 200 5120 0.84 aB3x9Qk1-2f\n"
void append_line(std::string& out, const AccessRecord& record);

}  // namespace http
