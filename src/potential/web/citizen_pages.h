#pragma once
// What everybody reads: home, search, lists, and the page of an object.
#include "potential_web/potential_pages.h"

namespace potential_web {

class CitizenPages {
 public:
  explicit CitizenPages(const Context& context) : context_(context) {}

  http::Response home(const http::Request& request) const;
  http::Response search(const http::Request& request) const;
  /// Everything, or what is in one area (?wilayah=15.03.02.2011).
  http::Response everything(const http::Request& request) const;
  http::Response category(const http::Request& request) const;
  http::Response object(const http::Request& request) const;

 private:
  const Context& context_;
};

}  // namespace potential_web
