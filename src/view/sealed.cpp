#include "sealed.h"

#include "base/digest.h"
#include "http/percent.h"

namespace view {
namespace {

std::string seal(std::string_view secret, std::string_view text) {
  return base::base64url(base::hmac_sha256(secret, "told:" + std::string(text)));
}

}  // namespace

std::string seal_message(std::string_view secret, const base::Json& message) {
  const std::string text = http::percent_encode(message.dump());
  return text + "." + seal(secret, text);
}

std::optional<base::Json> unseal_message(std::string_view secret, std::string_view sealed) {
  const std::size_t dot = sealed.find_last_of('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view text = sealed.substr(0, dot);
  if (!base::equal_constant_time(sealed.substr(dot + 1), seal(secret, text))) return std::nullopt;
  const auto decoded = http::percent_decode(text);
  auto message = base::Json::parse(decoded.value_or(""));
  if (!message) return std::nullopt;
  return std::move(*message);
}

}  // namespace view
