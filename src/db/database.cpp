#include "db/database.h"

#include <string>

#include "base/check.h"
#include "db/prepare_all.h"
#include "dialect.h"

namespace db {

void bug(std::string_view sql, std::string_view why) {
  const std::string text = std::string(sql) + ": " + std::string(why);
  base::check_failed(text.c_str(), std::source_location::current());
}

std::unique_ptr<Database> Database::open(const std::string& url, Options options) {
  return std::unique_ptr<Database>(new Database(open_engine(url, std::move(options))));
}

Database::Database(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Database::~Database() = default;

void Database::run_read(FunctionRef<void(Reader&)> f) {
  engine_->read(f);
}
void Database::run_write(FunctionRef<bool(Transaction&)> f) {
  engine_->write(f);
}
Statistics Database::statistics() const {
  return engine_->statistics();
}
const Dialect& Database::dialect() const {
  return engine_->dialect();
}

void Reader::query(std::string_view text, Parameters parameters, RowFunction f) {
  connection_->query(text, parameters, f, false);
}

void Reader::stream(std::string_view text, Parameters parameters, RowFunction f) {
  connection_->query(text, parameters, f, true);
}

void Transaction::script(std::string_view text) {
  connection().script(text);
}

std::int64_t Transaction::change(std::string_view text, Parameters parameters) {
  const auto changed = connection().execute(text, parameters, false);
  if (!changed)
    bug(text,
        "violates " + (changed.error().constraint.empty() ? "a foreign key" : changed.error().constraint));
  return *changed;
}

tl::expected<std::int64_t, Refused> Transaction::try_change(std::string_view text, Parameters parameters) {
  return connection().execute(text, parameters, true);
}

}  // namespace db
