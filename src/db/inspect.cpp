#include "db/inspect.h"

#include "dialect.h"

namespace db {
namespace {

struct ColumnText {
  std::string name, type;
};
template <class Visit>
void fields(Visit& visit, ColumnText& c) {
  visit("name", c.name);
  visit("type", c.type);
}

/// A dialect's own text with at most one value.
class Asking : public Reader {
 public:
  explicit Asking(const Reader& reader) : Reader(reader) {}
  template <class T>
  std::vector<T> ask(std::string_view text, Parameters parameters = {}) {
    std::vector<T> out;
    detail::RowReader<T> read;
    connection().query(
        text, parameters,
        [&](const Row& row) {
          out.push_back(read(row));
          return true;
        },
        false);
    return out;
  }
};

}  // namespace

std::vector<Table> tables_of(const Database& database, Reader& reader) {
  const Dialect& dialect = database.dialect();
  Asking asking(reader);
  std::vector<Table> tables;
  for (std::string& name : asking.ask<std::string>(dialect.list_tables())) {
    Table table{std::move(name), {}};
    detail::with_parameters(
        [&](Parameters p) {
          for (ColumnText& column : asking.ask<ColumnText>(dialect.list_columns(), p))
            table.columns.push_back({std::move(column.name), dialect.kind_of_column(column.type)});
        },
        table.name);
    tables.push_back(std::move(table));
  }
  return tables;
}

std::vector<std::string> integrity_problems(const Database& database, Reader& reader) {
  std::vector<std::string> problems;
  for (const std::string_view text : database.dialect().find_problems())
    for (std::string& problem : Asking(reader).ask<std::string>(text)) problems.push_back(std::move(problem));
  return problems;
}

std::vector<std::string> unsafe_settings(const Database& database, Reader& reader) {
  return Asking(reader).ask<std::string>(database.dialect().find_unsafe_settings());
}

About about(const Database& database, Reader& reader) {
  const Dialect& dialect = database.dialect();
  return {std::string(dialect.name()), Asking(reader).ask<std::string>(dialect.tell_version()).at(0)};
}

void defer_foreign_keys(const Database& database, Transaction& tx) {
  tx.script(database.dialect().defer_foreign_keys());
}

void check_foreign_keys(const Database& database, Transaction& tx) {
  const auto problems = integrity_problems(database, tx);
  if (!problems.empty()) throw Damaged("after loading: " + problems.front());
  tx.script(database.dialect().check_foreign_keys());
}

}  // namespace db
