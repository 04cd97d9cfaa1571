#pragma once
// A posted form: its fields and its files.
#include <string>
#include <string_view>
#include <vector>

#include "http/pairs.h"
#include "http/spool.h"

namespace http {

/// An uploaded file. Name and type are what the sender says: never a path, never believed.
struct Upload {
  std::string field, filename, content_type;
  SpoolPart content;
};

struct Form {
  Pairs fields;
  std::vector<Upload> files;  ///< only those with a name or content: an empty file field is left out

  std::string_view get(std::string_view name) const { return fields.get(name); }
  std::vector<std::string_view> all(std::string_view name) const { return fields.all(name); }
  bool has(std::string_view name) const { return fields.has(name); }
  /// The first file of that field; nullptr when there is none.
  const Upload* file(std::string_view field) const;
};

struct FormLimits {
  std::size_t max_fields = 1'000;
  std::size_t max_field_bytes = 1u << 20;  ///< all fields together; files are not counted
  std::size_t max_files = 64;
};

/// multipart/form-data (RFC 7578). `boundary` is that of the Content-Type; files stay where they lie in the
/// body. Refuses (kInvalid, kTooLarge) all that a browser would not send.
base::Result<Form> parse_multipart(SpoolPart body, std::string_view boundary, const FormLimits& limits);

/// Either kind, chosen by the Content-Type; another type is an empty form.
base::Result<Form> parse_form(SpoolPart body, std::string_view content_type, const FormLimits& limits);

}  // namespace http
