#pragma once
// "Something is wrong here": asked of anyone, read and answered by the office in charge.
#include "potential_web/potential_pages.h"

namespace potential_web {

class ReportPages {
 public:
  explicit ReportPages(const Context& context) : context_(context) {}

  http::Response ask(const http::Request& request) const;
  http::Response take(const http::Request& request) const;
  http::Response list(const http::Request& request) const;
  /// One report, with the form of its answer.
  http::Response show(const http::Request& request) const;
  http::Response answer(const http::Request& request) const;

 private:
  http::Response page(const http::Request& request, const base::Message* refused) const;
  http::Response show_form(const http::Request& request, const view::FormState& state) const;

  const Context& context_;
};

}  // namespace potential_web
