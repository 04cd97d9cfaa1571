#pragma once
// Errors on the wire: the one map from error codes to statuses, and RFC 9457 problem details.
#include <functional>
#include <string>

#include "base/error.h"
#include "http/request.h"
#include "http/response.h"

namespace http {

int status_of(base::ErrorCode code);
/// "Not Found"; empty for a status that this server never sends.
std::string_view reason_of(int status);

/// Says a message in a language; composed by the program from text::Catalogue.
using Say = std::function<std::string(text::Language, const base::Message&)>;

/// application/problem+json: title, status, detail, code, request_id, and `errors` with pointer, message and
/// code for each field. `status` 0 takes that of the code.
Response problem(const base::Error& error, const Request& request, const Say& say, int status = 0);

}  // namespace http
