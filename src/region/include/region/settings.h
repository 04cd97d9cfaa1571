#pragma once
// The few facts that a store keeps about its regency as a whole.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "db/reader.h"

namespace region {

/// "seat" (code of the village that is the capital), "areas_source", …
std::optional<std::string> setting(db::Reader& reader, std::string_view key);
void set_setting(db::Transaction& transaction, std::string_view key, std::string_view value);

/// Grows with every change of areas or boundaries; whoever keeps something derived from them asks it.
std::int64_t areas_version(db::Reader& reader);
void areas_changed(db::Transaction& transaction);

}  // namespace region
