#include "postgres_row.h"

#include <charconv>

#include "utf8.h"

namespace db {
namespace {

// pg_type.dat of PostgreSQL; these never change.
constexpr Oid kBool = 16, kBytea = 17, kInt8 = 20, kFloat8 = 701;

template <class T>
T number(const PostgresRow& row, int column, std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    detail::bad_column(row, column, "holds no number of that type");
  return value;
}

template <class T>
std::string written(T value) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  base::check(error == std::errc{}, "a number fits 32 characters");
  return {buffer, end};
}

int hex_digit(char c) {
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

}  // namespace

std::string_view PostgresRow::text(int column) const {
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresRow::integer(int column) const {
  if (is_null(column)) return 0;
  const std::string_view value = text(column);
  if (value == "t") return 1;
  if (value == "f") return 0;
  return number<std::int64_t>(*this, column, value);
}

double PostgresRow::real(int column) const {
  if (is_null(column)) return 0;
  return number<double>(*this, column, text(column));
}

std::string_view PostgresRow::blob(int column) const {
  const std::string_view value = text(column);
  if (!value.starts_with("\\x")) return value;
  blobs_.resize(static_cast<std::size_t>(columns()));
  std::string& bytes = blobs_[static_cast<std::size_t>(column)];
  bytes.resize(value.size() / 2 - 1);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(hex_digit(value[2 * i + 2]) << 4 | hex_digit(value[2 * i + 3]));
  return bytes;
}

PostgresValues::PostgresValues(Parameters parameters) {
  using Kind = Parameter::Kind;
  texts_.reserve(parameters.size());
  for (const Parameter& p : parameters) {
    std::string text;
    if (p.null) {
    } else if (p.kind == Kind::kBool) {
      text = p.integer != 0 ? "t" : "f";
    } else if (p.kind == Kind::kInteger) {
      text = written(p.integer);
    } else if (p.kind == Kind::kReal) {
      base::check(p.real == p.real, "NaN is no value for the database");
      text = written(p.real);
    } else {
      base::check(p.kind == Kind::kBlob || is_storable_text(p.text),
                  "text for the database must be UTF-8 without NUL");
      text = p.text;
    }
    texts_.push_back(std::move(text));
    values_.push_back(p.null ? nullptr : texts_.back().c_str());
    lengths_.push_back(static_cast<int>(texts_.back().size()));
    formats_.push_back(p.kind == Kind::kBlob ? 1 : 0);
  }
}

Oid postgres_type(Parameter::Kind kind) {
  switch (kind) {
    case Parameter::Kind::kBool:
      return kBool;
    case Parameter::Kind::kInteger:
      return kInt8;
    case Parameter::Kind::kReal:
      return kFloat8;
    case Parameter::Kind::kBlob:
      return kBytea;
    default:
      return 0;
  }
}

}  // namespace db
