#pragma once
// The log: one line an event on stderr, for the operator. Never a NIK, a phone number or a body.
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace base::log {

using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

void info(std::string_view event, Fields fields = {});
void warn(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});

/// Below warnings nothing is written; for commands whose stderr belongs to progress.
void quiet();

}  // namespace base::log
