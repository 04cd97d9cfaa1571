#pragma once
// Reader and Transaction: what a use case gets in order to ask and to change.
#include <optional>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "db/function_ref.h"
#include "db/row.h"
#include "db/sql.h"

namespace db {

class Connection;
/// Takes one row; answers whether it wants the next.
using RowFunction = FunctionRef<bool(const Row&)>;

/// A snapshot of the database: everything asked through one Reader belongs to one moment.
/// T is a struct with fields(visit, t), its fields the columns in their order, by the same names; or the type
/// of the only column.
class Reader {
 public:
  explicit Reader(Connection& connection) : connection_(&connection) {}

  /// Streams: `f(const Row&)` for each row, in flat memory; a bool says whether to go on. No other statement
  /// may run inside `f`.
  template <class F, class... A>
  void each(const Sql& sql, F&& f, const A&... args) {
    detail::with_parameters([&](Parameters p) { stream(sql.text(), p, go_on(f)); }, args...);
  }
  template <class F>
  void each(const Query& query, F&& f) {
    stream(query.text(), query.parameters(), go_on(f));
  }

  template <class T, class... A>
  std::vector<T> all(const Sql& sql, const A&... args) {
    return detail::with_parameters([&](Parameters p) { return collect<T>(sql.text(), p); }, args...);
  }
  template <class T>
  std::vector<T> all(const Query& query) {
    return collect<T>(query.text(), query.parameters());
  }

  /// The first row.
  template <class T, class... A>
  std::optional<T> one(const Sql& sql, const A&... args) {
    return detail::with_parameters([&](Parameters p) { return first<T>(sql.text(), p); }, args...);
  }
  template <class T>
  std::optional<T> one(const Query& query) {
    return first<T>(query.text(), query.parameters());
  }

 protected:
  Connection& connection() { return *connection_; }

 private:
  template <class F>
  static auto go_on(F& f) {
    return [&f](const Row& row) {
      if constexpr (std::is_same_v<decltype(f(row)), bool>) {
        return f(row);
      } else {
        f(row);
        return true;
      }
    };
  }
  template <class T>
  std::vector<T> collect(std::string_view text, Parameters parameters) {
    std::vector<T> out;
    detail::RowReader<T> read;
    query(text, parameters, [&](const Row& row) {
      out.push_back(read(row));
      return true;
    });
    return out;
  }
  template <class T>
  std::optional<T> first(std::string_view text, Parameters parameters) {
    std::optional<T> out;
    detail::RowReader<T> read;
    query(text, parameters, [&](const Row& row) {
      out.emplace(read(row));
      return false;
    });
    return out;
  }
  void query(std::string_view text, Parameters parameters, RowFunction f);
  void stream(std::string_view text, Parameters parameters, RowFunction f);

  Connection* connection_;
};

enum class Violation { kUnique, kForeignKey, kCheck, kNotNull };

/// A statement that a constraint refused. `constraint`: "table.column, table.column" (kUnique, kNotNull), the
/// name given to the constraint (kCheck), empty (kForeignKey: SQLite does not tell).
struct Refused {
  Violation violation;
  std::string constraint;
};

/// A change: all of it is stored or nothing of it. Also reads, its own changes included.
class Transaction : public Reader {
 public:
  using Reader::Reader;

  /// Rows changed. A violated constraint here is a bug (throws).
  template <class... A>
  std::int64_t execute(const Sql& sql, const A&... args) {
    return detail::with_parameters([&](Parameters p) { return change(sql.text(), p); }, args...);
  }
  std::int64_t execute(const Query& query) { return change(query.text(), query.parameters()); }

  /// Rows changed, or which constraint refused; then nothing of this statement is done and the transaction
  /// goes on.
  template <class... A>
  tl::expected<std::int64_t, Refused> try_execute(const Sql& sql, const A&... args) {
    return detail::with_parameters([&](Parameters p) { return try_change(sql.text(), p); }, args...);
  }
  tl::expected<std::int64_t, Refused> try_execute(const Query& query) {
    return try_change(query.text(), query.parameters());
  }

  /// Several statements of constant text (migrations).
  void script(std::string_view text);
  /// A text made at run time from names of the schema (restore).
  std::int64_t execute_text(std::string_view text, Parameters parameters) { return change(text, parameters); }

 private:
  std::int64_t change(std::string_view text, Parameters parameters);
  tl::expected<std::int64_t, Refused> try_change(std::string_view text, Parameters parameters);
};

}  // namespace db
