#pragma once
// A cookie to be set.
#include <cstdint>
#include <optional>
#include <string>

namespace http {

/// Always HttpOnly: no script of ours reads a cookie.
struct SetCookie {
  std::string name, value;  ///< characters of a cookie only, never ';' or a control character
  std::string path = "/";
  std::optional<std::int64_t> max_age_s = {};  ///< none: until the browser closes; 0 removes it
  bool secure = false;                         ///< set where the outside address is https
  bool strict = false;                         ///< SameSite=Strict instead of Lax
};

/// The value of a Set-Cookie header.
std::string format_set_cookie(const SetCookie& cookie);

}  // namespace http
