#pragma once
// The request methods that this server knows.
#include <optional>
#include <string_view>

namespace http {

enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions };

/// "GET". Methods are case-sensitive (RFC 9110, section 9.1): nothing for "get".
std::string_view name_of(Method method);
std::optional<Method> parse_method(std::string_view name);

}  // namespace http
