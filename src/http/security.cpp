#include "http/security.h"

namespace http {

Headers security_headers(const Security& security) {
  std::string style = "style-src 'self'";
  for (const std::string& hash : security.style_hashes) style += " '" + hash + "'";
  Headers headers{
      {"Content-Security-Policy", "default-src 'none'; script-src 'self'; " + style +
                                      "; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
                                      "worker-src 'self'; manifest-src 'self'; "
                                      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      // A search typed here is nobody else's business.
      {"Referrer-Policy", "same-origin"},
      {"Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"}};
  if (security.https) headers.add("Strict-Transport-Security", "max-age=31536000");
  return headers;
}

}  // namespace http
