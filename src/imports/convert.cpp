#include "convert.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <optional>
#include <string_view>
#include <utility>

#include "base/child.h"
#include "base/json.h"
#include "base/temporary.h"

namespace imports {
namespace {

constexpr std::uint64_t kMemory = std::uint64_t{1} << 30;
constexpr int kSeconds = 30;
constexpr off_t kLongestDescription = 64 << 10;

base::Message reason_of(const base::ChildOutcome& outcome, tables::Format format, const FileLimits& limits) {
  using base::ChildEnd;
  const char* const broken =
      format == tables::Format::kGeoJson ? "imports.file_no_geojson" : "imports.file_broken";
  switch (outcome.end) {
    case ChildEnd::kWallTime:
    case ChildEnd::kCpuTime:
      return {"imports.file_takes_too_long", {{"s", std::int64_t{kSeconds}}}};
    case ChildEnd::kOutputSize:
    case ChildEnd::kFileSize:
      return {"imports.file_unpacks_too_large", {}};
    // A library that cannot allocate ends itself.
    case ChildEnd::kSignalled:
      return {
          outcome.signal == SIGABRT || outcome.signal == SIGKILL ? "imports.file_unpacks_too_large" : broken,
          {}};
    default:
      break;
  }
  // What the child says of a table, in the words of this module.
  static constexpr std::pair<std::string_view, const char*> kSaid[] = {
      {"importer.memory", "imports.file_unpacks_too_large"},
      {"bad_alloc", "imports.file_unpacks_too_large"},
      {"importer.table_no_layer", "imports.file_no_sheet"},
      {"importer.table_no_rows", "imports.file_no_rows"}};
  for (const auto& [said, key] : kSaid)
    if (outcome.error_text.find(said) != std::string::npos) return {key, {}};
  if (outcome.error_text.find("importer.table_too_wide") != std::string::npos) return too_wide(limits);
  return {broken, {}};
}

/// The child's last line describes what it read; the rows end before it.
std::optional<base::Json> take_description(int descriptor) {
  const off_t size = lseek(descriptor, 0, SEEK_END);
  const off_t from = std::max<off_t>(0, size - kLongestDescription);
  std::string tail(static_cast<std::size_t>(size - from), '\0');
  if (pread(descriptor, tail.data(), tail.size(), from) != static_cast<ssize_t>(tail.size()) || tail.empty())
    return std::nullopt;
  const std::size_t line = tail.size() < 2 ? tail.npos : tail.rfind('\n', tail.size() - 2);
  const std::size_t begin = line == tail.npos ? 0 : line + 1;
  const auto description = base::Json::parse(std::string_view(tail).substr(begin));
  if (!description || ftruncate(descriptor, from + static_cast<off_t>(begin)) != 0) return std::nullopt;
  return *description;
}

}  // namespace

base::Result<Converted> convert(const UploadedFile& file, tables::Format format, const FileLimits& limits,
                                const std::string& sheet) {
  Converted out{.descriptor = base::unnamed_file()};
  base::ChildCommand command{.program = base::program_beside_this("serumpun-import"),
                             .arguments = {"table", file.path}};
  if (!sheet.empty()) command.arguments.insert(command.arguments.end(), {"--layer", sheet});
  // GDAL holds a whole sheet in small pieces; large pages spare it a quarter of its time.
  command.environment.push_back("GLIBC_TUNABLES=glibc.malloc.hugetlb=1");
  command.limits.memory_bytes = kMemory;
  command.limits.output_bytes = limits.bytes;
  command.limits.cpu_s = kSeconds;
  command.limits.wall_ms = 2 * kSeconds * 1000;
  command.on_output = [&](std::string_view piece) { base::write_all(out.descriptor, piece); };
  base::ChildOutcome outcome;
  try {
    outcome = base::run_child(command);
  } catch (...) {
    close(out.descriptor);
    throw;
  }
  const auto description = outcome.succeeded() ? take_description(out.descriptor) : std::nullopt;
  if (!description) {
    close(out.descriptor);
    return base::fail(base::ErrorCode::kInvalid, reason_of(outcome, format, limits));
  }
  out.layer = description->at("layer").as_string();
  for (const base::Json& name : description->at("layers").as_array()) out.layers.push_back(name.as_string());
  return out;
}

}  // namespace imports
