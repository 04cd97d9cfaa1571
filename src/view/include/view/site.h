#pragma once
// Site: the frame of every page, the errors as pages, and what protects a form that is posted.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/form.h"
#include "http/router.h"
#include "http/server.h"
#include "view/form.h"
#include "view/look.h"
#include "view/views.h"

namespace view {

/// The cookie of whoever is signed in; identity sets it.
inline constexpr const char* kSessionCookie = "sesi";
/// Binds the forms of whoever is not; set with the first form.
inline constexpr const char* kGuestCookie = "tamu";

/// A link of the frame.
struct Link {
  std::string label;  ///< a key
  std::string path;
};

/// Whoever is signed in, as the frame shows them.
struct Visitor {
  std::string name;
  std::string duty = {};  ///< a key, "Petugas data"; may be empty
  std::string office = {};
  std::string home = "/petugas";
  std::vector<Link> nav = {};  ///< what this person may use
};

struct SiteConfig {
  forms::Words regency;        ///< "Kabupaten Sarolangun", "Sarolangun Regency"
  forms::Words regency_short;  ///< "Kab. Sarolangun", "Sarolangun"
  forms::Words owner;          ///< "Pemerintah Kabupaten Sarolangun"
  std::string place;           ///< "Sarolangun": ends every title
  std::vector<Link> footer = {};
  bool sample = false;      ///< the data is a sample, and every page says so
  bool https = false;       ///< the outside address: cookies are then sent over https only
  std::string secret = {};  ///< 32 random bytes kept with the store; signs tokens
  /// Who is signed in with this request; asked once a page.
  std::function<std::optional<Visitor>(const http::Request&)> visitor = {};
};

enum class Frame { kCitizen, kWork };

struct PageHead {
  std::string title;             ///< what the page is: "Goa Calau Petak, Limun: wisata"
  std::string description = {};  ///< for those who find it elsewhere
  Frame frame = Frame::kCitizen;
  std::string nav = {};  ///< path of the work frame's link to which the page belongs
  bool wide = false;     ///< two columns on a wide screen
  bool noindex = false;
  bool wrong = false;  ///< shows a form with errors: the title says so, the status is 422
  int status = 200;
  std::string address = {};  ///< of a page that answers a POST: where it can be asked for again
  base::Json side = {};      ///< filters beside a work page, see view/side
};

class Site {
 public:
  /// `views` outlives this.
  Site(SiteConfig config, const Views& views, const Look& look);

  /// The template with `data`, in its frame. A template with a form may use {{> view/guard}}.
  http::Response page(const http::Request& request, const PageHead& head, std::string_view view,
                      base::Json data) const;
  /// The same data as JSON for whoever prefers it.
  http::Response page_or_json(const http::Request& request, const PageHead& head, std::string_view view,
                              base::Json data) const;
  /// A page in its frame, or problem details.
  http::Response error(const http::Request& request, const base::Error& error) const;
  /// After a change: 303 to `path` (of ours, without language), where the message is shown once.
  http::Response done(const http::Request& request, const std::string& path,
                      const base::Message& message) const;

  /// Refuses (kNotAllowed) what was sent from another site or without the page's token. JSON needs no token,
  /// as no page of another site can send it unasked.
  base::Result<void> check_sent(const http::Request& request) const;
  /// The handler behind check_sent(): for every route that changes something.
  http::Handler changing(http::Handler handler) const;

  /// POST /tampilan, the choice of light and dark.
  void add_routes(http::Router& router) const;

  std::string say(const http::Request& request, const base::Message& message) const;
  base::Json form(const http::Request& request, const forms::Form& form, const FormState& state) const;
  const Views& views() const { return views_; }

 private:
  base::Json frame_data(const http::Request& request, const PageHead& head,
                        const std::optional<Visitor>& visitor) const;
  std::string csrf_token(std::string_view cookie) const;
  void take_told(const http::Request& request, base::Json& frame, http::Response& response) const;
  http::Response set_theme(const http::Request& request) const;
  http::SetCookie cookie(std::string name, std::string value) const;

  SiteConfig config_;
  const Views& views_;
  std::string style_;
  std::vector<std::string> citizen_scripts_, work_scripts_;
};

/// The path and query of this request without the language: what a form sends back to return here.
std::string here(const http::Request& request);

}  // namespace view
