#include "http/cookie.h"

#include "base/check.h"

namespace http {

std::string format_set_cookie(const SetCookie& cookie) {
  base::check(
      (cookie.name + cookie.value + cookie.path).find_first_of(";,\\\"\r\n \t", 0) == std::string::npos,
      "a cookie holds only the characters of a cookie");
  std::string out = cookie.name + '=' + cookie.value + "; Path=" + cookie.path + "; HttpOnly; SameSite=";
  out += cookie.strict ? "Strict" : "Lax";
  if (cookie.max_age_s) out += "; Max-Age=" + std::to_string(*cookie.max_age_s);
  if (cookie.secure) out += "; Secure";
  return out;
}

}  // namespace http
