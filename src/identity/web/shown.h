#pragma once
// Small pieces that several pages of accounts show.
#include <string>
#include <string_view>

#include "base/json.h"
#include "http/request.h"
#include "http/response.h"
#include "identity_web/routes.h"

namespace identity_web {

/// Turns a text field of a form's data into one for a password: never shown again, known to password managers
/// by `autocomplete`.
void make_secret(base::Json& form, std::string_view field, std::string_view autocomplete);
void set_autocomplete(base::Json& form, std::string_view field, std::string_view autocomplete);

/// "Firefox, Windows" of a User-Agent; names only, so no language.
std::string browser_name(std::string_view user_agent);

/// The cookie of a session, to be set.
http::SetCookie session_cookie(const Context& context, std::string secret);
identity::Device device_of(const http::Request& request);

/// Pages about accounts are nobody's to keep.
http::Response unkept(http::Response response);

/// One role with its office and days, in words: "Petugas data, Dinas Pariwisata, sejak 1 Januari 2026".
std::string grant_words(const Context& context, const http::Request& request, const std::string& role,
                        const std::string& office, base::Date from, const std::optional<base::Date>& until);
std::string office_name(const std::vector<OfficeChoice>& offices,
                        const std::optional<identity::OfficeId>& office, const std::string& all);

}  // namespace identity_web
