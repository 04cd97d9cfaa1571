#pragma once
// Text that both databases can store.
#include <string_view>

namespace db {

/// UTF-8 (RFC 3629) without NUL.
bool is_storable_text(std::string_view text);

}  // namespace db
