#pragma once
// What a handler answers.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/csv.h"
#include "base/json.h"
#include "http/cookie.h"
#include "http/headers.h"

namespace http {

/// A file on disk, read as the client takes it; byte ranges work.
struct FileBody {
  std::string path;
};

/// A body made as the client takes it: the source is called on a worker for the next piece, and not again
/// before that piece is on its way. An exception cuts the connection, so that nobody takes a part for the
/// whole.
struct StreamBody {
  base::ByteSource source;
};

using Body = std::variant<std::string, std::shared_ptr<const std::string>, FileBody, StreamBody>;

/// A public answer that holds until one of the topics changes (http/changes.h). Kept only for requests
/// without cookies.
struct UntilChange {
  std::vector<std::string> topics;
  int max_age_s = 3600;  ///< for pages that name today
};

struct Response {
  int status = 200;
  Headers headers = {};
  Body body = {};
  std::optional<UntilChange> cached = {};

  Response& with(std::string name, std::string value) & {
    return headers.set(std::move(name), std::move(value)), *this;
  }
  Response&& with(std::string name, std::string value) && {
    return std::move(with(std::move(name), std::move(value)));
  }
  Response& cookie(const SetCookie& cookie) & {
    return headers.add("Set-Cookie", format_set_cookie(cookie)), *this;
  }
  Response&& cookie(const SetCookie& set) && { return std::move(cookie(set)); }
  Response& until_change(std::vector<std::string> topics) & {
    return cached = UntilChange{std::move(topics)}, *this;
  }
  Response&& until_change(std::vector<std::string> topics) && {
    return std::move(until_change(std::move(topics)));
  }
};

Response html(std::string body, int status = 200);
Response text(std::string body, int status = 200);
Response json(const base::Json& value, int status = 200);
/// 303: after a POST, show the result with GET. `location` is a path of ours.
Response see_other(std::string location);
/// 308: the thing lives at another address for good.
Response moved(std::string location);
Response no_content();
Response bytes(std::string content_type, std::string body);
Response file(std::string content_type, std::string path);
Response stream(std::string content_type, base::ByteSource source);
/// The client saves it under that name (RFC 6266).
Response attachment(Response response, std::string_view filename);

}  // namespace http
