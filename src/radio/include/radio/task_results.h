#pragma once
// Results of finished tasks, kept by whoever runs them, so that a run that was killed goes on where it was.
//
// A task is one tower's field or one demand's reach. Its name is the digest of all that it is computed from:
// a result found under the name is the result, whoever made it, and none is ever out of date.
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "radio/coverage.h"

namespace radio {

/// A folder, a table of a job queue, a shared disk. Both are called from any of the run's threads.
struct TaskResults {
  std::function<std::optional<std::string>(const std::string& name)> find;
  /// A result that is only half kept is refused when it is found, and computed again.
  std::function<void(const std::string& name, std::string_view bytes)> keep;

  explicit operator bool() const { return find && keep; }
};

/// Of the posts, the marks of filled ones and where they lie.
base::Sha256 digest_of(const Terrain& terrain);

/// Name of the field of `tower`. `purpose` sets apart what else is made of it.
std::string task_name(const base::Sha256& terrain, const Tower& tower, const PathModel& model,
                      double radius_m, std::string_view purpose = "field");

/// A task's result as bytes with their own digest, the same on every machine that gives the same bits.
std::string packed_result(const Window& window, std::int64_t points, std::string_view payload);

struct UnpackedResult {
  Window window;
  std::int64_t points = 0;
  std::string_view payload;  ///< in the bytes given
};
/// Nothing when a byte is changed or missing, or the payload has another length.
std::optional<UnpackedResult> unpacked_result(std::string_view bytes, const Window& window,
                                              std::size_t payload_bytes);

}  // namespace radio
