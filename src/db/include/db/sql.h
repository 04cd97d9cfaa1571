#pragma once
// Sql: one statement as a constant of the program, written once for both databases.
#include <string>
#include <string_view>
#include <vector>

#include "db/value.h"

namespace db {

/// `const db::Sql kFindArea{"SELECT code, name FROM areas WHERE code = $1"};` at namespace scope only. Each
/// registers itself, so that a test prepares every text of the program on both databases (db/prepare_all.h).
class Sql {
 public:
  explicit Sql(const char* text);
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;

  std::string_view text() const { return text_; }
  static const std::vector<const Sql*>& all();

 private:
  const char* text_;
};

/// A statement put together from pieces (filters), each value beside its piece:
///   db::Query q("SELECT id, name FROM objects WHERE state = "); q.bind(state);
///   if (office) q.append(" AND owner_office = ").bind(*office);
class Query {
 public:
  explicit Query(std::string_view text = {}) { append(text); }

  /// Constant text of the program; never input. Must not hold `$1`: values go through bind().
  Query& append(std::string_view text);
  /// Another piece with its values.
  Query& append(const Query& piece);
  /// Writes the next `$n` and keeps a copy of the value.
  template <class T>
  Query& bind(const T& value) {
    detail::with_parameters([this](Parameters p) { add(p[0]); }, value);
    return *this;
  }
  bool empty() const { return text_.empty(); }

  std::string text() const;
  std::vector<Parameter> parameters() const;

 private:
  struct Value {
    Parameter parameter;
    std::string text;
  };
  void add(const Parameter& parameter);

  std::string text_;  // with a mark where each value goes; numbered by text()
  std::vector<Value> values_;
};

}  // namespace db
