#include "rows.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include "base/digest.h"
#include "db/failure.h"

namespace backup {
namespace {

using Kind = db::Parameter::Kind;

// A geometry of a whole regency is a few megabytes.
constexpr std::size_t kLongestLine = 256u << 20;

base::Json value_of(const db::Row& row, int column, Kind kind) {
  if (row.is_null(column)) return {};
  if (kind == Kind::kBool || kind == Kind::kInteger) return row.integer(column);
  if (kind == Kind::kReal) {
    const double real = row.real(column);
    if (std::isfinite(real)) return real;
    return real > 0 ? "inf" : "-inf";  // JSON has no word for it
  }
  if (kind != Kind::kBlob) return row.text(column);
  const std::string_view bytes = row.blob(column);
  return base::hex({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

std::string from_hex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes(hex.size() / 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
  return bytes;
}

/// `kept` holds what the parameter's view points into.
db::Parameter parameter_of(const base::Json& value, Kind kind, std::deque<std::string>& kept) {
  db::Parameter p{.kind = kind, .null = value.is_null()};
  if (p.null) return p;
  switch (kind) {
    case Kind::kBool:
    case Kind::kInteger:
      p.integer = value.as_int();
      break;
    case Kind::kReal:
      p.real = value.as_double();
      if (value.is_string()) p.real = value.as_string() == "inf" ? HUGE_VAL : -HUGE_VAL;
      break;
    case Kind::kBlob:
      p.text = kept.emplace_back(from_hex(value.as_string()));
      break;
    default:
      p.text = value.as_string();
  }
  return p;
}

std::string in_quotes(std::string_view name) {
  return '"' + std::string(name) + '"';
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

}  // namespace

db::Query select_all(const db::Table& table) {
  std::vector<std::string> columns;
  for (const db::Column& column : table.columns) columns.push_back(in_quotes(column.name));
  return db::Query("SELECT " + joined(columns) + " FROM " + in_quotes(table.name));
}

std::string line_of(const db::Row& row, const db::Table& table) {
  base::Json::Array values;
  values.reserve(table.columns.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    values.push_back(value_of(row, static_cast<int>(i), table.columns[i].kind));
  return base::Json(std::move(values)).dump() + "\n";
}

RowLoader::RowLoader(const db::Table& table, const std::vector<std::string>& names) : table_(table.name) {
  std::vector<std::string> columns, places;
  for (const std::string& name : names) {
    const auto column = std::ranges::find(table.columns, name, &db::Column::name);
    if (column == table.columns.end())
      throw db::Damaged("the archive holds a column " + name + " that the table " + table.name +
                        " does not have");
    kinds_.push_back(column->kind);
    columns.push_back(in_quotes(name));
    places.push_back("$" + std::to_string(kinds_.size()));
  }
  text_ =
      "INSERT INTO " + in_quotes(table.name) + " (" + joined(columns) + ") VALUES (" + joined(places) + ")";
}

void RowLoader::load(db::Transaction& tx, std::string_view line) {
  const auto row = base::Json::parse(line, {.bytes = kLongestLine, .depth = 2});
  if (!row || row->as_array().size() != kinds_.size())
    throw db::Damaged("a line of the archive is no row of " + table_);
  std::deque<std::string> kept;
  std::vector<db::Parameter> parameters;
  for (std::size_t i = 0; i < kinds_.size(); ++i)
    parameters.push_back(parameter_of(row->as_array()[i], kinds_[i], kept));
  tx.execute_text(text_, parameters);
}

void each_line(const base::ByteSource& source, const std::function<void(std::string_view)>& f) {
  std::string buffer;
  std::vector<char> piece(1u << 20);
  while (const std::size_t got = source(piece.data(), piece.size())) {
    buffer.append(piece.data(), got);
    std::size_t begin = 0;
    for (std::size_t end; (end = buffer.find('\n', begin)) != std::string::npos; begin = end + 1)
      f(std::string_view(buffer).substr(begin, end - begin));
    buffer.erase(0, begin);
    if (buffer.size() > kLongestLine) throw db::Damaged("a line of the archive has no end");
  }
  if (!buffer.empty()) f(buffer);
}

}  // namespace backup
