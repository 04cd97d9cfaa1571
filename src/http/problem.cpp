#include "http/problem.h"

#include <algorithm>
#include <array>
#include <utility>

namespace http {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 33> kReasons{{{100, "Continue"},
                                                                     {200, "OK"},
                                                                     {201, "Created"},
                                                                     {202, "Accepted"},
                                                                     {204, "No Content"},
                                                                     {206, "Partial Content"},
                                                                     {301, "Moved Permanently"},
                                                                     {302, "Found"},
                                                                     {303, "See Other"},
                                                                     {304, "Not Modified"},
                                                                     {307, "Temporary Redirect"},
                                                                     {308, "Permanent Redirect"},
                                                                     {400, "Bad Request"},
                                                                     {401, "Unauthorized"},
                                                                     {403, "Forbidden"},
                                                                     {404, "Not Found"},
                                                                     {405, "Method Not Allowed"},
                                                                     {406, "Not Acceptable"},
                                                                     {408, "Request Timeout"},
                                                                     {409, "Conflict"},
                                                                     {410, "Gone"},
                                                                     {412, "Precondition Failed"},
                                                                     {413, "Content Too Large"},
                                                                     {414, "URI Too Long"},
                                                                     {415, "Unsupported Media Type"},
                                                                     {416, "Range Not Satisfiable"},
                                                                     {417, "Expectation Failed"},
                                                                     {421, "Misdirected Request"},
                                                                     {422, "Unprocessable Content"},
                                                                     {428, "Precondition Required"},
                                                                     {429, "Too Many Requests"},
                                                                     {431, "Request Header Fields Too Large"},
                                                                     {500, "Internal Server Error"}}};
constexpr std::array<std::pair<int, std::string_view>, 3> kMoreReasons{
    {{501, "Not Implemented"}, {503, "Service Unavailable"}, {505, "HTTP Version Not Supported"}}};

/// RFC 6901: '~' and '/' inside one name are escaped; our field names join nested ones by '/', as a pointer
/// does.
std::string pointer_of(std::string_view field) {
  std::string out = "/";
  for (const char c : field) c == '~' ? out += "~0" : out += c;
  return out;
}

}  // namespace

std::string_view reason_of(int status) {
  for (const auto& [code, reason] : kReasons) {
    if (code == status) return reason;
  }
  for (const auto& [code, reason] : kMoreReasons) {
    if (code == status) return reason;
  }
  return {};
}

int status_of(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::kInvalid:
      return 422;
    case base::ErrorCode::kSignInNeeded:
      return 401;
    case base::ErrorCode::kNotAllowed:
      return 403;
    case base::ErrorCode::kNotFound:
      return 404;
    case base::ErrorCode::kChanged:
      return 412;
    case base::ErrorCode::kPrecondition:
      return 428;
    case base::ErrorCode::kDuplicate:
      return 409;
    case base::ErrorCode::kInUse:
      return 409;
    case base::ErrorCode::kTooLarge:
      return 413;
    case base::ErrorCode::kTooMany:
      return 429;
    case base::ErrorCode::kUnavailable:
      return 503;
  }
  return 500;
}

Response problem(const base::Error& error, const Request& request, const Say& say, int status) {
  const auto sentence = [&](const base::Message& message) {
    return say ? say(request.language, message) : message.key;
  };
  if (status == 0) status = status_of(error.code);
  base::Json body = base::Json::object({{"type", "about:blank"},
                                        {"title", reason_of(status)},
                                        {"status", status},
                                        {"detail", sentence(error.message)},
                                        {"code", error.message.key},
                                        {"request_id", request.id}});
  if (!error.fields.empty()) {
    base::Json::Array fields;
    for (const base::FieldError& field : error.fields) {
      fields.push_back(base::Json::object({{"pointer", pointer_of(field.field)},
                                           {"message", sentence(field.message)},
                                           {"code", field.message.key}}));
    }
    body["errors"] = base::Json(std::move(fields));
  }
  Response response = json(body, status);
  response.headers.set("Content-Type", "application/problem+json");
  return response;
}

}  // namespace http
