#include "db/sql.h"

#include "base/check.h"

namespace db {
namespace {

constexpr char kMark = '\x01';

std::vector<const Sql*>& registry() {
  static std::vector<const Sql*> all;
  return all;
}

}  // namespace

Sql::Sql(const char* text) : text_(text) {
  registry().push_back(this);
}
const std::vector<const Sql*>& Sql::all() {
  return registry();
}

Query& Query::append(std::string_view text) {
  base::check(text.find('$') == std::string_view::npos, "a piece of a query gets its values by bind()");
  text_ += text;
  return *this;
}

Query& Query::append(const Query& piece) {
  const std::vector<Value> more = piece.values_;
  text_ += std::string(piece.text_);
  values_.insert(values_.end(), more.begin(), more.end());
  return *this;
}

void Query::add(const Parameter& parameter) {
  text_ += kMark;
  values_.push_back({parameter, std::string(parameter.text)});
}

std::string Query::text() const {
  std::string out;
  int number = 0;
  for (const char c : text_) {
    if (c == kMark)
      out += "$" + std::to_string(++number);
    else
      out += c;
  }
  return out;
}

std::vector<Parameter> Query::parameters() const {
  std::vector<Parameter> out;
  out.reserve(values_.size());
  for (const Value& value : values_) {
    out.push_back(value.parameter);
    out.back().text = value.text;
  }
  return out;
}

}  // namespace db
