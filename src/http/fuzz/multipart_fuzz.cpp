#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "http/form.h"

// The first line is the Content-Type, the rest the body: a form within its limits or a refusal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t newline = text.find('\n');
  if (newline == text.npos) return 0;
  const auto spool = std::make_shared<const http::Spool>(std::string(text.substr(newline + 1)));
  const http::FormLimits limits{.max_fields = 8, .max_field_bytes = 4'096, .max_files = 4};
  const auto form = http::parse_form({spool, 0, spool->size()}, text.substr(0, newline), limits);
  if (!form) return 0;
  if (form->fields.size() > limits.max_fields || form->files.size() > limits.max_files) std::abort();
  for (const http::Upload& file : form->files) {
    if (file.content.offset + file.content.size > spool->size()) std::abort();
  }
  return 0;
}
