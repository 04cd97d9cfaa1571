// Typed text becomes a finite number or nothing; what was read is checked without a crash.
#include <cmath>
#include <cstdlib>

#include "forms/typed.h"
#include "forms/validate.h"
#include "tests/cave.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const forms::Form form = forms::cave();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto language : text::kLanguages) {
    const auto number = forms::parse_number(text, language);
    if (number && !std::isfinite(*number)) std::abort();
    const auto values = forms::read_typed(
        form, [&](std::string_view) { return std::vector<std::string>{std::string(text)}; }, language);
    forms::validate(form, values);
  }
  return 0;
}
