#pragma once
// Row: one row of an answer; its columns as C++ values by position, or as a struct with fields().
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/fields.h"
#include "db/value.h"

namespace db {

/// Views into it live until the next row.
class Row {
 public:
  virtual int columns() const = 0;
  virtual std::string_view column_name(int column) const = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;  ///< a truth value is 0 or 1
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::string_view blob(int column) const = 0;

  /// Whatever can be bound can be read back; NULL only as std::optional (anything else is a bug and says so).
  template <class T>
  T get(int column) const;

 protected:
  ~Row() = default;
};

namespace detail {

[[noreturn]] void bad_column(const Row& row, int column, const char* why);
base::Date read_date(const Row& row, int column);
base::Json read_json(const Row& row, int column);
/// Stops the program as a bug where the statement's columns are not the struct's fields.
void check_column(const Row& row, int column, std::string_view field);
void check_column_count(const Row& row, int fields);

template <class T>
constexpr bool is_scalar() {
  if constexpr (IsOptional<T>::value)
    return is_scalar<typename T::value_type>();
  else
    return std::is_arithmetic_v<T> || std::is_same_v<T, std::string> || std::is_same_v<T, Blob> ||
           IdLike<T> || std::is_same_v<T, base::Instant> || std::is_same_v<T, base::Date> ||
           std::is_same_v<T, base::Rupiah> || std::is_same_v<T, base::Json>;
}

struct NameChecker {
  const Row& row;
  int column = 0;
  template <class T>
  void operator()(const char* name, const T&) {
    check_column(row, column++, name);
  }
};

struct FieldReader {
  const Row& row;
  int column = 0;
  template <class T>
  void operator()(const char*, T& member) {
    member = row.get<T>(column++);
  }
};

/// Reads rows into T, looking at the names of the columns at the first row.
template <class T>
class RowReader {
 public:
  T operator()(const Row& row) {
    if constexpr (is_scalar<T>()) {
      return row.get<T>(0);
    } else {
      T out{};
      if (!names_checked_) {
        NameChecker checker{row};
        fields(checker, out);
        check_column_count(row, checker.column);
        names_checked_ = true;
      }
      FieldReader reader{row};
      fields(reader, out);
      return out;
    }
  }

 private:
  bool names_checked_ = false;
};

}  // namespace detail

template <class T>
T Row::get(int column) const {
  static_assert(detail::is_scalar<T>(), "no column type");
  if constexpr (detail::IsOptional<T>::value) {
    if (is_null(column)) return std::nullopt;
    return get<typename T::value_type>(column);
  } else {
    if (is_null(column)) detail::bad_column(*this, column, "is NULL: read it as std::optional");
    if constexpr (std::is_same_v<T, bool>) {
      return integer(column) != 0;
    } else if constexpr (std::is_integral_v<T>) {
      const std::int64_t value = integer(column);
      if (!std::in_range<T>(value)) detail::bad_column(*this, column, "does not fit its integer type");
      return static_cast<T>(value);
    } else if constexpr (std::is_floating_point_v<T>) {
      return static_cast<T>(real(column));
    } else if constexpr (std::is_same_v<T, std::string>) {
      return std::string(text(column));
    } else if constexpr (std::is_same_v<T, Blob>) {
      return Blob{std::string(blob(column))};
    } else if constexpr (std::is_same_v<T, base::Instant>) {
      return base::Instant{integer(column)};
    } else if constexpr (std::is_same_v<T, base::Rupiah>) {
      return base::Rupiah{integer(column)};
    } else if constexpr (std::is_same_v<T, base::Date>) {
      return detail::read_date(*this, column);
    } else if constexpr (std::is_same_v<T, base::Json>) {
      return detail::read_json(*this, column);
    } else {
      return T::from_trusted(std::string(text(column)));
    }
  }
}

}  // namespace db
