#pragma once
// Result<T>: a value, or an Error that the caller can act upon.
#include <tl/expected.hpp>

#include "base/error.h"

namespace base {

template <class T>
using Result = tl::expected<T, Error>;

/// `return base::fail(ErrorCode::kNotFound, {"region.area_unknown"});`
inline tl::unexpected<Error> fail(ErrorCode code, Message message, std::vector<FieldError> fields = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(fields)});
}

inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace base
