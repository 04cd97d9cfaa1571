// A sentence of any bytes is refused or read, and what was read can be filled with any value; the checkers of
// templates and sources take any text.
#include <limits>

#include "text/sentence.h"
#include "text/spoken.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  text::hard_coded_words(bytes);
  text::keys_in(bytes);
  const auto sentence = text::parse_sentence(bytes);
  if (!sentence) return 0;
  const base::Message::Value values[] = {std::string(bytes), std::numeric_limits<std::int64_t>::min(), 1e300};
  for (const text::Piece& piece : *sentence)
    for (const auto& value : values)
      for (const auto language : text::kLanguages) text::format_value(language, piece.format, value, {});
  return 0;
}
