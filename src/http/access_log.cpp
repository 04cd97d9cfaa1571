#include "access_log.h"

#include <array>
#include <charconv>

namespace http {
namespace {

template <class Number, class... Form>
void append_number(std::string& out, Number value, Form... form) {
  std::array<char, 40> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, form...);
  if (error == std::errc{}) out.append(text.data(), end);
}

}  // namespace

void append_line(std::string& out, const AccessRecord& record) {
  for (const std::string_view part : {record.time, record.network, record.method, record.route}) {
    out.append(part.empty() ? "-" : part) += ' ';
  }
  append_number(out, record.status);
  out += ' ';
  append_number(out, record.bytes);
  out += ' ';
  append_number(out, record.ms, std::chars_format::fixed, 2);
  out += ' ';
  out.append(record.id) += '\n';
}

}  // namespace http
