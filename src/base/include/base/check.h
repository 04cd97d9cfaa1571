#pragma once
// check(): states what must hold unless this program has a bug. Always on.
#include <source_location>

namespace base {

[[noreturn]] void check_failed(const char* why, std::source_location where);

/// Throws std::logic_error, caught only at the edge and logged with its place. Never for input: a parser
/// answers with a Result. In tests ($SERUMPUN_ABORT_ON_BUG) it aborts.
inline void check(bool holds, const char* why, std::source_location where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    check_failed(why, where);
}

}  // namespace base
