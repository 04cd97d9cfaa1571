#pragma once
// Json: a JSON value that keeps the order of its members. The parser library stays in json.cpp.
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace base {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;
  // Defined once in json.cpp: inline they were the dearest templates of every file that knows a Json.
  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(std::int64_t value) : value_(value) {}
  Json(int value) : value_(std::int64_t{value}) {}
  Json(double value) : value_(value) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  /// `Json::object({{"name", area.name}, {"population", 12}})`
  static Json object(std::initializer_list<Member> members = {}) { return Json(Object(members)); }
  static Json array(std::initializer_list<Json> items = {}) { return Json(Array(items)); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_int() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_number() const { return is_int() || std::holds_alternative<double>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  /// The value when it is of that kind, else the fallback.
  bool as_bool(bool fallback = false) const;
  std::int64_t as_int(std::int64_t fallback = 0) const;
  double as_double(double fallback = 0) const;
  const std::string& as_string() const;  ///< empty when it is no string
  const Array& as_array() const;         ///< empty when it is no array
  const Object& as_object() const;       ///< empty when it is no object

  /// The member of that name; nullptr when there is none or this is no object.
  const Json* find(std::string_view name) const;
  /// The member of that name, a null one when there is none.
  const Json& at(std::string_view name) const;
  /// The member of that name, made when missing; a null becomes an object.
  Json& operator[](std::string_view name);
  /// Appends; a null becomes an array.
  void push_back(Json item);

  bool operator==(const Json&) const;

  struct Limits {
    std::size_t bytes = 16u << 20;
    int depth = 64;
  };
  /// RFC 8259. Refuses (kInvalid, "json.…") what is malformed, deeper or longer than the limits, doubled
  /// members, and text that is not UTF-8.
  static Result<Json> parse(std::string_view text, Limits limits);
  static Result<Json> parse(std::string_view text) { return parse(text, Limits{}); }
  /// Compact for indent < 0. Numbers that are not finite become null.
  std::string dump(int indent = -1) const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

}  // namespace base
