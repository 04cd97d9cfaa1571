#include "region/settings.h"

#include <charconv>

namespace region {
namespace {

const db::Sql kSetting{"SELECT value FROM region_settings WHERE key = $1"};
const db::Sql kSet{
    "INSERT INTO region_settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = "
    "excluded.value"};

constexpr std::string_view kVersion = "areas_version";

}  // namespace

std::optional<std::string> setting(db::Reader& reader, std::string_view key) {
  return reader.one<std::string>(kSetting, key);
}

void set_setting(db::Transaction& transaction, std::string_view key, std::string_view value) {
  transaction.execute(kSet, key, value);
}

std::int64_t areas_version(db::Reader& reader) {
  std::int64_t version = 0;
  const std::string text = setting(reader, kVersion).value_or("0");
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

void areas_changed(db::Transaction& transaction) {
  set_setting(transaction, kVersion, std::to_string(areas_version(transaction) + 1));
}

}  // namespace region
