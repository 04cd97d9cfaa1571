#pragma once
// A message in a cookie that nobody else can write.
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace view {

std::string seal_message(std::string_view secret, const base::Json& message);
/// Nothing unless it was sealed with this secret.
std::optional<base::Json> unseal_message(std::string_view secret, std::string_view sealed);

}  // namespace view
