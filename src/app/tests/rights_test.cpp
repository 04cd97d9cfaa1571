// Every route of the program, as every role, on the things of two offices: it opens for those whom the table
// of rights lets in, and for nobody else; and no answer, whatever its status, tells what is hidden from its
// reader.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "region/office.h"
#include "town.h"

namespace app_test {
namespace {

// own: in one's own office; all: in every office. What a route asks for is its trait `permission`; the acts
// of an object ask for more than its address (kActs).
constexpr const char* kRights = R"(
                  nobody  no_role  officer  verifier  head  planner  admin
everybody         all     all      all      all       all   all      all
signed_in         -       all      all      all       all   all      all
see_inventory     -       -        own      own       own   all      -
edit_inventory    -       -        own      -         -     -        -
import_inventory  -       -        own      -         -     -        -
verify_inventory  -       -        -        own       own   -        -
publish_inventory -       -        -        own       own   -        -
return_inventory  -       -        own      own       own   -        -
answer_reports    -       -        own      own       own   -        -
manage_users      -       -        -        -         -     -        all
manage_offices    -       -        -        -         -     -        all
manage_jobs       -       -        -        -         -     -        all
)";

const std::map<std::string, std::string> kActs = {{"submit", "edit_inventory"},
                                                  {"return", "return_inventory"},
                                                  {"verify", "verify_inventory"},
                                                  {"publish", "publish_inventory"},
                                                  {"reopen", "edit_inventory"}};

/// Right → role → "all", "own" or "-".
std::map<std::string, std::map<std::string, std::string>> table_of_rights() {
  std::istringstream lines(kRights);
  std::string line, word;
  std::getline(lines, line), std::getline(lines, line);
  std::vector<std::string> roles;
  for (std::istringstream head(line); head >> word;) roles.push_back(word);
  std::map<std::string, std::map<std::string, std::string>> table;
  while (std::getline(lines, line)) {
    std::istringstream row(line);
    std::string right;
    row >> right;
    for (const std::string& role : roles) row >> table[right][role];
  }
  return table;
}

/// One way to ask a route: the address of a thing, and of which office.
struct Case {
  std::string path, right;
  std::optional<identity::OfficeId> office = {};  ///< none: the thing is no office's
  http::Pairs fields = {};
};

std::string filled(std::string pattern, const std::map<std::string, std::string>& names) {
  for (const auto& [name, value] : names)
    if (const std::size_t at = pattern.find("{" + name + "}"); at != std::string::npos)
      pattern.replace(at, name.size() + 2, value);
  return pattern;
}

class RightsTest : public Town {
 protected:
  void SetUp() override {
    Town::SetUp();
    if (IsSkipped()) return;
    publish(tourism_staff, {"Seroja", "Flamboyan"});
    publish(market_staff, {"Cendrawasih", "Jalakputih"});
    hide(tourism_staff, kTourismWords);
    hide(market_staff, kMarketWords);
    target_ = person("officer", tourism);
    target_grant_ = house->people.grants(identity::Actor::system("test"), target_.id)->front().id.text();
  }

  std::vector<Person> everybody() const {
    return {nobody,
            without_role,
            planner,
            admin,
            tourism_staff.officer,
            tourism_staff.verifier,
            tourism_staff.head,
            market_staff.officer,
            market_staff.verifier,
            market_staff.head};
  }

  bool lets_in(const Person& person, const Case& c) const {
    const std::string& cell = rights_.at(c.right).at(person.role);
    return cell == "all" || (cell == "own" && (!c.office || c.office == person.office));
  }

  std::vector<Case> cases_of(const http::Route& route, const Person& asking) {
    const std::string& pattern = route.pattern;
    const std::string right = route.traits.permission.empty() ? "everybody" : route.traits.permission;
    std::vector<Case> cases;
    if (pattern.starts_with("/kerja/potensi/{id}")) {
      for (const Thing& thing : objects) {
        Case c{filled(pattern, {{"id", thing.id}, {"before", "1"}, {"after", std::to_string(thing.version)}}),
               right, thing.office};
        // Of an old version, so that whoever may is refused for that alone and changes nothing.
        c.fields = {{"versi", "0"}, {"ke", "1"}};
        if (!pattern.ends_with("/langkah")) {
          cases.push_back(c);
          continue;
        }
        for (const auto& [act, needed] : kActs) {
          cases.push_back(c), cases.back().right = needed;
          cases.back().fields.add("langkah", act);
        }
        cases.push_back(c),
            cases.back().right = has_public_face(thing.id) ? "publish_inventory" : "edit_inventory";
        cases.back().fields.add("langkah", "archive");
      }
    } else if (pattern.starts_with("/kerja/impor/{id}")) {
      for (const Thing& thing : batches)
        cases.push_back({filled(pattern, {{"id", thing.id}}), right, thing.office});
    } else if (pattern.starts_with("/kerja/pekerjaan/{id}")) {
      // No job has stopped: whoever may ask is told that there is none, like all others.
      cases.push_back({filled(pattern, {{"id", batches.front().id}}), "no_one"});
    } else if (pattern.starts_with("/kerja/laporan/{id}")) {
      for (const Thing& thing : reports)
        cases.push_back({filled(pattern, {{"id", thing.id}}), right, thing.office});
    } else if (pattern.starts_with("/potensi/{category}/{slug}")) {
      for (const Thing& thing : objects)
        if (!thing.slug.empty())
          cases.push_back({filled(pattern, {{"category", "wisata"}, {"slug", thing.slug}}),
                           thing.is_public ? right : "no_one"});
    } else if (pattern.starts_with("/foto/{digest}")) {
      for (const Thing& thing : objects)
        cases.push_back({filled(pattern, {{"digest", thing.photo}}),
                         thing.is_public ? right : "see_inventory", thing.office});
    } else {
      const auto [office, item] = house->database.read([&](db::Reader& reader) {
        const auto found = *region::find_office(reader, tourism);
        return std::pair(found.key, region::tupoksi_of(reader, tourism).front().id.text());
      });
      cases.push_back({filled(pattern, {{"category", "wisata"},
                                        {"district", "hulu"},
                                        {"village", "sungai-bening"},
                                        {"code", "99.01.01.2001"},
                                        {"set", "potensi"},
                                        {"z", "8"},
                                        {"x", "214"},
                                        {"y", "130"},
                                        {"key", office},
                                        {"item", item},
                                        {"grant", target_grant_},
                                        {"id", pattern.starts_with("/akun/sesi/") ? session_of(asking)
                                                                                  : target_.id.text()}}),
                       right});
    }
    return cases;
  }

  std::string session_of(const Person& person) {
    if (person.username.empty()) return "01936d3e-0000-7000-8000-000000000000";
    return house->sessions.list(actor_of(person), "").front().id.text();
  }

  http::Response ask_case(const Person& person, const http::Route& route, const Case& c) {
    if (route.method == http::Method::kGet) return get(person, c.path);
    http::Pairs query;
    if (route.pattern == "/kerja/potensi/baru") query.add("kategori", "wisata");
    return post(person, c.path, c.fields, std::move(query));
  }

  /// The words of things that this person must not know, unless the request says them itself.
  std::vector<std::string> told_too_much(const Person& person, const Case& c, const std::string& text) const {
    std::vector<std::string> told;
    for (const auto& [things, right] :
         {std::pair(&objects, "see_inventory"), std::pair(&batches, "import_inventory"),
          std::pair(&reports, "answer_reports")})
      for (const Thing& thing : *things)
        if (!thing.is_public && !lets_in(person, {"", right, thing.office}))
          for (const std::string& secret : {thing.word, thing.id})
            if (!(secret == thing.id && has_public_face(secret)) &&
                c.path.find(secret) == std::string::npos && text.find(secret) != std::string::npos)
              told.push_back(secret);
    return told;
  }
  bool has_public_face(const std::string& id) const {
    return std::ranges::any_of(objects,
                               [&](const Thing& thing) { return thing.is_public && thing.id == id; });
  }

  std::map<std::string, std::map<std::string, std::string>> rights_ = [] {
    auto table = table_of_rights();
    for (const auto& [role, cell] : table.at("everybody")) table["no_one"][role] = "-";
    return table;
  }();
  Person target_;
  std::string target_grant_;
};
ON_BOTH_DATABASES(RightsTest);

/// Routes that are opened first are read; what changes things comes after, and what ends a thing last.
std::vector<http::Route> in_order(std::span<const http::Route> routes) {
  std::vector<http::Route> sorted(routes.begin(), routes.end());
  const auto rank = [](const http::Route& route) {
    return route.method == http::Method::kGet ? 0 : route.pattern.ends_with("/buang") ? 2 : 1;
  };
  std::ranges::stable_sort(sorted, {}, rank);
  return sorted;
}

TEST_P(RightsTest, EachRouteOpensForThoseOfTheTableAloneAndTellsNobodyWhatIsHidden) {
  int asked = 0, opened = 0;
  for (const http::Route& route : in_order(router.routes())) {
    for (const Person& person : everybody()) {
      for (const Case& c : cases_of(route, person)) {
        ASSERT_EQ(c.path.find('{'), std::string::npos)
            << "this test does not know what to ask for: " << c.path;
        ASSERT_TRUE(rights_.contains(c.right)) << c.right << " of " << c.path << " is no right of the table";
        const http::Response answer = ask_case(person, route, c);
        const std::string what = std::string(http::name_of(route.method)) + " " + c.path + " as " +
                                 person.role + (person.office == market ? " of the other office" : "") +
                                 " (" + c.right + ")";
        const bool refused = answer.status == 401 || answer.status == 403 || answer.status == 404;
        EXPECT_EQ(!refused, lets_in(person, c)) << what << " answered " << answer.status;
        EXPECT_LT(answer.status, 500) << what;
        EXPECT_THAT(told_too_much(person, c, text_of(answer)), ::testing::IsEmpty()) << what;
        ++asked, opened += !refused;
      }
    }
  }
  std::printf("%d questions, %d answered\n", asked, opened);
}

}  // namespace
}  // namespace app_test
