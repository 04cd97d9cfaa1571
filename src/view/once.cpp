#include "view/once.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/digest.h"
#include "base/failure.h"

namespace view {
namespace {

using base::Json;

const db::Sql kFind{"SELECT fingerprint, answer FROM idempotency_keys WHERE key = $1"};
const db::Sql kKeep{
    "INSERT INTO idempotency_keys (key, fingerprint, answer, created_at) VALUES ($1, $2, $3, $4)"};
const db::Sql kForget{"DELETE FROM idempotency_keys WHERE created_at < $1"};

/// Another request with the same key was faster; undoes this one's transaction.
class AnsweredMeanwhile : public base::Failure {
 public:
  AnsweredMeanwhile()
      : base::Failure("the same change was made by another request meanwhile; send it again for its answer") {
  }
};

struct Kept {
  std::string fingerprint;
  Json answer;
};
template <class Visit>
void fields(Visit& visit, Kept& kept) {
  visit("fingerprint", kept.fingerprint);
  visit("answer", kept.answer);
}

/// Empty when none was sent. Bound to the sender, so that nobody reads another's answer by guessing a key.
std::string key_of(const http::Request& request) {
  const std::string_view header = request.header("idempotency-key");
  const std::string_view key = header.empty() ? request.form().get("_key") : header;
  if (key.empty()) return {};
  std::string all(request.cookie(kSessionCookie));
  all.append("\n").append(request.cookie(kGuestCookie)).append("\n").append(request.header("authorization"));
  return base::hex(base::sha256(all.append("\n").append(key)));
}

void add_part(base::Sha256Stream& digest, std::string_view part) {
  digest.update(std::to_string(part.size()) + ":");
  digest.update(part);
}

void add_file(base::Sha256Stream& digest, const http::Upload& file) {
  add_part(digest, file.field);
  add_part(digest, file.filename);
  const base::ByteSource source = file.content.open();
  std::array<char, 16 * 1024> piece;
  while (const std::size_t size = source(piece.data(), piece.size())) digest.update({piece.data(), size});
}

/// Of what was asked, not of how it was written: a multipart boundary differs each time.
std::string fingerprint_of(const http::Request& request) {
  base::Sha256Stream digest;
  add_part(digest, http::name_of(request.method));
  add_part(digest, request.path);
  const http::Form& form = request.form();
  for (const auto& [name, value] : form.fields) {
    if (name == "_csrf") continue;
    add_part(digest, name);
    add_part(digest, value);
  }
  for (const http::Upload& file : form.files) add_file(digest, file);
  if (form.fields.empty() && form.files.empty() && request.body.spool) add_part(digest, request.body_text());
  return base::hex(digest.finish());
}

/// Only what may be told again: never a cookie that signs in.
Json to_kept(const http::Response& response) {
  const auto* body = std::get_if<std::string>(&response.body);
  base::check(body != nullptr, "a kept answer has its body in memory");
  Json headers = Json::array();
  for (const auto& [name, value] : response.headers)
    if (name != "Set-Cookie" || value.starts_with("kabar=")) headers.push_back(Json::array({name, value}));
  return Json::object({{"status", response.status}, {"headers", std::move(headers)}, {"body", *body}});
}

http::Response from_kept(const Json& kept) {
  http::Response response{.status = static_cast<int>(kept.at("status").as_int()),
                          .body = kept.at("body").as_string()};
  for (const Json& header : kept.at("headers").as_array())
    response.headers.add(header.as_array()[0].as_string(), header.as_array()[1].as_string());
  return response;
}

}  // namespace

http::Handler Once::guard(http::Handler handler) const {
  return [this, handler = std::move(handler)](const http::Request& request) { return run(request, handler); };
}

http::Response Once::run(const http::Request& request, const http::Handler& handler) const {
  const std::string key = key_of(request);
  if (key.empty()) return handler(request);
  const auto find = [&] {
    return database_.read([&](db::Reader& reader) { return reader.one<Kept>(kFind, key); });
  };
  const auto again = [&](const Kept& kept) {
    if (kept.fingerprint == fingerprint_of(request)) return from_kept(kept.answer);
    return site_.error(request, {base::ErrorCode::kInvalid, {"view.key_reused", {}}});
  };
  if (const auto kept = find()) return again(*kept);
  try {
    http::Response response = handler(request);
    if (response.status < 400 && std::holds_alternative<std::string>(response.body) && !find())
      database_.write([&](db::Transaction& transaction) { remember(transaction, request, response); });
    return response;
  } catch (const AnsweredMeanwhile&) {
    if (const auto kept = find()) return again(*kept);
    throw;
  }
}

void Once::remember(db::Transaction& transaction, const http::Request& request,
                    const http::Response& answer) {
  const std::string key = key_of(request);
  if (key.empty()) return;
  if (!transaction.try_execute(kKeep, key, fingerprint_of(request), to_kept(answer), request.now))
    throw AnsweredMeanwhile();
}

std::int64_t Once::forget(db::Transaction& transaction, base::Instant before) {
  return transaction.execute(kForget, before);
}

}  // namespace view
