#include "http/method.h"

#include <array>
#include <utility>

namespace http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kNames{{{Method::kGet, "GET"},
                                                                     {Method::kHead, "HEAD"},
                                                                     {Method::kPost, "POST"},
                                                                     {Method::kPut, "PUT"},
                                                                     {Method::kPatch, "PATCH"},
                                                                     {Method::kDelete, "DELETE"},
                                                                     {Method::kOptions, "OPTIONS"}}};

}  // namespace

std::string_view name_of(Method method) {
  return kNames[static_cast<std::size_t>(method)].second;
}

std::optional<Method> parse_method(std::string_view name) {
  for (const auto& [method, text] : kNames) {
    if (text == name) return method;
  }
  return std::nullopt;
}

}  // namespace http
