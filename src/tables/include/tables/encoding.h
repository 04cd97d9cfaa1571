#pragma once
// Files of any of the encodings that spreadsheets write, read as valid UTF-8 in flat memory.
#include <cstddef>
#include <memory>
#include <string_view>

#include "base/csv.h"

namespace tables {

enum class Encoding { kUtf8, kUtf16Le, kUtf16Be, kWindows1252 };

std::string_view name_of(Encoding encoding);  ///< "UTF-8", "UTF-16LE", …

/// Gives the same text as UTF-8, without byte-order mark. UTF-16 is known by its mark or by its zero bytes.
/// Everything else is taken as UTF-8, and each byte that is none as Windows-1252: a file whose editors mixed
/// the two becomes whole too.
class Utf8Source {
 public:
  explicit Utf8Source(base::ByteSource bytes);
  ~Utf8Source();
  Utf8Source(Utf8Source&&) noexcept;
  Utf8Source& operator=(Utf8Source&&) noexcept;

  /// Up to `size` (at least 4) bytes that end with a whole character; 0 at the end.
  std::size_t read(char* out, std::size_t size);

  /// As far as read: UTF-8 until the first byte that is none.
  Encoding encoding() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tables
