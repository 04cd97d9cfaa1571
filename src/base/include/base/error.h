#pragma once
// What a caller can act upon: an error with a code, a sentence by key, and the fields it concerns.
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace base {

/// A sentence for people: a key in text/{id,en}.json and the values that stand in it. Never text itself.
struct Message {
  using Value = std::variant<std::string, std::int64_t, double>;
  std::string key;                                    ///< e.g. "potential.name_missing"
  std::vector<std::pair<std::string, Value>> values;  ///< e.g. {"name", "Goa Calau Petak"}

  bool operator==(const Message&) const = default;
};

/// One wrong field; `field` is its name in the form, nested names joined by '/', e.g. "place/lat".
struct FieldError {
  std::string field;
  Message message;

  bool operator==(const FieldError&) const = default;
};

/// The one list of codes; http/ holds the one map from them to statuses.
enum class ErrorCode {
  kInvalid,       ///< the input breaks a rule; `fields` says which
  kSignInNeeded,  ///< nobody is signed in
  kNotAllowed,    ///< this person may not
  kNotFound,      ///< there is no such thing, or this person may not know of it
  kChanged,       ///< changed meanwhile by someone else
  kPrecondition,  ///< a change without If-Match
  kDuplicate,     ///< it is there already
  kInUse,         ///< something else refers to it
  kTooLarge,      ///< over a limit
  kTooMany,       ///< too often; try later
  kUnavailable,   ///< cannot be done at the moment; try later
};

struct Error {
  ErrorCode code = ErrorCode::kInvalid;
  Message message;
  std::vector<FieldError> fields = {};

  bool operator==(const Error&) const = default;
};

}  // namespace base
