#pragma once
// Photos and downloads.
#include "potential_web/potential_pages.h"

namespace potential_web {

class FileRoutes {
 public:
  explicit FileRoutes(const Context& context) : context_(context) {}

  http::Response photo(const http::Request& request) const;
  http::Response public_csv(const http::Request& request) const;
  http::Response work_csv(const http::Request& request) const;
  /// JSON Schema 2020-12 of a category's records.
  http::Response schema(const http::Request& request) const;

 private:
  const Context& context_;
};

}  // namespace potential_web
