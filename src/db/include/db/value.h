#pragma once
// What can be bound to `$1`, `$2`, … of a statement: C++ values, turned into parameters without a copy.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "base/json.h"
#include "base/money.h"
#include "base/time.h"

namespace db {

/// Bytes that are no text, e.g. a geometry as WKB; a BYTEA column.
struct Blob {
  std::string bytes;
  bool operator==(const Blob&) const = default;
};

/// One bound value; text and bytes are views, valid for the length of the call.
struct Parameter {
  enum class Kind { kUnknown, kBool, kInteger, kReal, kText, kJson, kBlob };
  Kind kind = Kind::kUnknown;
  bool null = true;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text = {};
};
using Parameters = std::span<const Parameter>;

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// Ids: text of their own type.
template <class T>
concept IdLike = requires(const T& t) {
  { T::from_trusted(std::string()) } -> std::same_as<T>;
  t.text();
};

template <class T>
constexpr Parameter::Kind kind_of() {
  using Kind = Parameter::Kind;
  if constexpr (IsOptional<T>::value)
    return kind_of<typename T::value_type>();
  else if constexpr (std::is_same_v<T, bool>)
    return Kind::kBool;
  else if constexpr (std::is_integral_v<T> || std::is_same_v<T, base::Instant> ||
                     std::is_same_v<T, base::Rupiah>)
    return Kind::kInteger;
  else if constexpr (std::is_floating_point_v<T>)
    return Kind::kReal;
  else if constexpr (std::is_same_v<T, base::Json>)
    return Kind::kJson;
  else if constexpr (std::is_same_v<T, Blob>)
    return Kind::kBlob;
  else if constexpr (std::is_same_v<T, std::nullptr_t>)
    return Kind::kUnknown;
  else
    return Kind::kText;
}

/// Keeps what has no text of its own alive while the statement runs.
template <class T>
decltype(auto) hold(const T& value) {
  if constexpr (std::is_same_v<T, base::Date>)
    return base::format_date(value);
  else if constexpr (std::is_same_v<T, std::optional<base::Date>>)
    return value ? std::optional<std::string>(base::format_date(*value)) : std::nullopt;
  else if constexpr (std::is_same_v<T, std::optional<base::Json>>)
    return value ? std::optional<std::string>(value->dump()) : std::nullopt;
  else if constexpr (std::is_same_v<T, base::Json>)
    return value.dump();
  else
    return (value);
}

/// `value` is what hold() answered for a T.
template <class T, class Held>
Parameter parameter(const Held& value) {
  if constexpr (IsOptional<Held>::value) {
    if (!value) return {.kind = kind_of<T>()};
    return parameter<typename T::value_type>(*value);
  } else if constexpr (std::is_same_v<Held, std::nullptr_t>) {
    return {};
  } else {
    Parameter out{.kind = kind_of<T>(), .null = false};
    if constexpr (std::is_integral_v<Held>)
      out.integer = static_cast<std::int64_t>(value);
    else if constexpr (std::is_same_v<Held, base::Instant>)
      out.integer = value.ms;
    else if constexpr (std::is_same_v<Held, base::Rupiah>)
      out.integer = value.amount;
    else if constexpr (std::is_floating_point_v<Held>)
      out.real = static_cast<double>(value);
    else if constexpr (std::is_same_v<Held, Blob>)
      out.text = value.bytes;
    else if constexpr (IdLike<Held>)
      out.text = value.text();
    else
      out.text = std::string_view(value);
    return out;
  }
}

/// Calls `use(Parameters)` with the values bound.
template <class Use, class... A>
decltype(auto) with_parameters(Use&& use, const A&... args) {
  const std::tuple<decltype(hold(args))...> held(hold(args)...);
  return std::apply(
      [&](const auto&... values) -> decltype(auto) {
        const Parameter bound[sizeof...(A) + 1] = {parameter<std::decay_t<A>>(values)..., Parameter{}};
        return use(Parameters(bound, sizeof...(A)));
      },
      held);
}

}  // namespace detail
}  // namespace db
