#pragma once
// One list of fields a struct, which serves its JSON, its rows and its pages.
//
//   struct Area { std::string code, name; std::optional<double> area_km2; };
//   template <class Visit> void fields(Visit& visit, Area& a) {
//     visit("code", a.code); visit("name", a.name); visit("area_km2", a.area_km2);
//   }
//   base::to_json(area)
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/json.h"
#include "base/money.h"
#include "base/time.h"

namespace base {

template <class T>
Json to_json(const T& value);

namespace detail {

struct JsonWriter {
  Json::Object out;
  template <class T>
  void operator()(const char* name, const T& value) {
    out.emplace_back(name, to_json(value));
  }
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

}  // namespace detail

/// Instants become RFC 3339, dates "2026-11-24", money its whole amount, ids their text, nothing null.
template <class T>
Json to_json(const T& value) {
  if constexpr (std::is_same_v<T, Json>) {
    return value;
  } else if constexpr (std::is_same_v<T, bool>) {
    return Json(value);
  } else if constexpr (std::is_integral_v<T>) {
    return Json(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_floating_point_v<T>) {
    return Json(static_cast<double>(value));
  } else if constexpr (std::is_convertible_v<T, std::string_view>) {
    return Json(std::string_view(value));
  } else if constexpr (std::is_same_v<T, Instant>) {
    return Json(format_rfc3339(value));
  } else if constexpr (std::is_same_v<T, Date>) {
    return Json(format_date(value));
  } else if constexpr (std::is_same_v<T, Rupiah>) {
    return Json(value.amount);
  } else if constexpr (detail::IsOptional<T>::value) {
    return value ? to_json(*value) : Json();
  } else if constexpr (detail::IsVector<T>::value) {
    Json::Array items;
    items.reserve(value.size());
    for (const auto& item : value) items.push_back(to_json(item));
    return Json(std::move(items));
  } else if constexpr (requires { value.text(); }) {
    return Json(value.text());
  } else {
    detail::JsonWriter writer;
    fields(writer, const_cast<T&>(value));
    return Json(std::move(writer.out));
  }
}

}  // namespace base
