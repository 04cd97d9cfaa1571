#include "http/response.h"

#include <algorithm>

#include "http/percent.h"
#include "http/request.h"

namespace http {
namespace {

Response with_type(std::string content_type, Body body, int status) {
  return Response{
      .status = status, .headers = {{"Content-Type", std::move(content_type)}}, .body = std::move(body)};
}

}  // namespace

Response html(std::string body, int status) {
  return with_type("text/html; charset=utf-8", std::move(body), status);
}
Response text(std::string body, int status) {
  return with_type("text/plain; charset=utf-8", std::move(body), status);
}
Response json(const base::Json& value, int status) {
  return with_type("application/json", value.dump(), status);
}
Response see_other(std::string location) {
  return Response{.status = 303, .headers = {{"Location", std::move(location)}}};
}
Response moved(std::string location) {
  return Response{.status = 308, .headers = {{"Location", std::move(location)}}};
}
Response no_content() {
  return Response{.status = 204};
}

Response bytes(std::string content_type, std::string body) {
  return with_type(std::move(content_type), std::move(body), 200);
}

Response file(std::string content_type, std::string path) {
  return with_type(std::move(content_type), FileBody{std::move(path)}, 200);
}

Response stream(std::string content_type, base::ByteSource source) {
  return with_type(std::move(content_type), StreamBody{std::move(source)}, 200);
}

Response attachment(Response response, std::string_view filename) {
  std::string plain(filename);
  std::replace_if(
      plain.begin(), plain.end(),
      [](char c) { return c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '/'; }, '_');
  response.headers.set("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" +
                                                  percent_encode(filename));
  return response;
}

std::string local_path(text::Language language, std::string_view path) {
  return language == text::Language::kId ? std::string(path)
                                         : "/" + std::string(text::code(language)) + std::string(path);
}

}  // namespace http
