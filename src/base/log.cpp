#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace base::log {
namespace {

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_logger_mt("serumpun");
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *instance;
}

void write(spdlog::level::level_enum level, std::string_view event, Fields fields) {
  if (!logger().should_log(level)) return;
  std::string line(event);
  for (const auto& [name, value] : fields) {
    line += ' ';
    line += name;
    line += '=';
    // One event stays one line, whatever a value holds.
    const bool plain = value.find_first_of(" \"\n\r\t=") == std::string::npos && !value.empty();
    if (plain) {
      line += value;
      continue;
    }
    line += '"';
    for (char c : value) line += c == '"' ? '\'' : static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    line += '"';
  }
  logger().log(level, line);
}

}  // namespace

void info(std::string_view event, Fields fields) {
  write(spdlog::level::info, event, fields);
}
void warn(std::string_view event, Fields fields) {
  write(spdlog::level::warn, event, fields);
}
void error(std::string_view event, Fields fields) {
  write(spdlog::level::err, event, fields);
}
void quiet() {
  logger().set_level(spdlog::level::warn);
}

}  // namespace base::log
