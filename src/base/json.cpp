#include "base/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/check.h"

namespace base {
namespace {

/// Builds a Json from the parser's events; stops it at the first thing that a limit forbids.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(int depth) : depth_limit_(depth) {}

  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(Json(value)); }
  bool number_integer(number_integer_t value) override { return add(Json(std::int64_t{value})); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return add(Json(static_cast<double>(value)));
    return add(Json(static_cast<std::int64_t>(value)));
  }
  bool number_float(number_float_t value, const string_t&) override { return add(Json(value)); }
  bool string(string_t& value) override { return add(Json(std::move(value))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json(Json::Object{})); }
  bool start_array(std::size_t) override { return open(Json(Json::Array{})); }
  bool key(string_t& name) override {
    if (open_.back()->find(name) != nullptr) return refuse("json.member_twice");
    name_ = std::move(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    if (error_.key.empty()) error_ = {"json.malformed", {{"position", static_cast<std::int64_t>(position)}}};
    return false;
  }

  Json take() { return std::move(root_); }
  const Message& error() const { return error_; }

 private:
  bool refuse(const char* key) {
    error_ = {key, {}};
    return false;
  }
  Json* place(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return const_cast<Json*>(&parent.as_array().back());
    }
    Json& slot = parent[name_];
    slot = std::move(value);
    return &slot;
  }
  bool add(Json value) {
    place(std::move(value));
    return true;
  }
  bool open(Json value) {
    if (static_cast<int>(open_.size()) >= depth_limit_) return refuse("json.too_deep");
    open_.push_back(place(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  int depth_limit_;
  Json root_;
  std::vector<Json*> open_;
  std::string name_;
  Message error_;
};

void write_string(std::string& out, const std::string& text) {
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void write(std::string& out, const Json& value, int indent, int level) {
  const auto newline = [&](int at) {
    if (indent < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(indent * at), ' ');
  };
  if (value.is_null()) {
    out += "null";
  } else if (value.is_bool()) {
    out += value.as_bool() ? "true" : "false";
  } else if (value.is_int()) {
    out += std::to_string(value.as_int());
  } else if (value.is_number()) {
    out += nlohmann::json(value.as_double()).dump();
  } else if (value.is_string()) {
    write_string(out, value.as_string());
  } else if (value.is_array()) {
    out += '[';
    bool first = true;
    for (const Json& item : value.as_array()) {
      if (!std::exchange(first, false)) out += ',';
      newline(level + 1);
      write(out, item, indent, level + 1);
    }
    if (!first) newline(level);
    out += ']';
  } else {
    out += '{';
    bool first = true;
    for (const auto& [name, member] : value.as_object()) {
      if (!std::exchange(first, false)) out += ',';
      newline(level + 1);
      write_string(out, name);
      out += indent < 0 ? ":" : ": ";
      write(out, member, indent, level + 1);
    }
    if (!first) newline(level);
    out += '}';
  }
}

}  // namespace

Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;
bool Json::operator==(const Json&) const = default;

bool Json::as_bool(bool fallback) const {
  const bool* value = std::get_if<bool>(&value_);
  return value != nullptr ? *value : fallback;
}

std::int64_t Json::as_int(std::int64_t fallback) const {
  const std::int64_t* value = std::get_if<std::int64_t>(&value_);
  return value != nullptr ? *value : fallback;
}

double Json::as_double(double fallback) const {
  if (const double* value = std::get_if<double>(&value_)) return *value;
  return is_int() ? static_cast<double>(as_int()) : fallback;
}

const std::string& Json::as_string() const {
  static const std::string empty;
  const std::string* value = std::get_if<std::string>(&value_);
  return value != nullptr ? *value : empty;
}

const Json::Array& Json::as_array() const {
  static const Array empty;
  const Array* value = std::get_if<Array>(&value_);
  return value != nullptr ? *value : empty;
}

const Json::Object& Json::as_object() const {
  static const Object empty;
  const Object* value = std::get_if<Object>(&value_);
  return value != nullptr ? *value : empty;
}

const Json* Json::find(std::string_view name) const {
  const Object& members = as_object();
  const auto found = std::ranges::find(members, name, &Member::first);
  return found == members.end() ? nullptr : &found->second;
}

const Json& Json::at(std::string_view name) const {
  static const Json null;
  const Json* found = find(name);
  return found != nullptr ? *found : null;
}

Json& Json::operator[](std::string_view name) {
  if (is_null()) value_ = Object{};
  check(is_object(), "members belong to objects");
  Object& members = std::get<Object>(value_);
  const auto found = std::ranges::find(members, name, &Member::first);
  if (found != members.end()) return found->second;
  return members.emplace_back(std::string(name), Json()).second;
}

void Json::push_back(Json item) {
  if (is_null()) value_ = Array{};
  check(is_array(), "items belong to arrays");
  std::get<Array>(value_).push_back(std::move(item));
}

Result<Json> Json::parse(std::string_view text, Limits limits) {
  if (text.size() > limits.bytes)
    return fail(ErrorCode::kTooLarge,
                {"json.too_long", {{"limit", static_cast<std::int64_t>(limits.bytes)}}});
  Builder builder(limits.depth);
  if (!nlohmann::json::sax_parse(text, &builder)) return fail(ErrorCode::kInvalid, builder.error());
  return builder.take();
}

std::string Json::dump(int indent) const {
  std::string out;
  write(out, *this, indent, 0);
  return out;
}

}  // namespace base
