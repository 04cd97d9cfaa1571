#pragma once
// Town: the whole program over an invented regency where two offices have objects in every state, photos,
// imports and reports; and the people who try to see them. For tests of who may see and do what.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "house.h"
#include "support/databases.h"

namespace app_test {

/// Who asks: the column of the table of rights, and the office where the role holds.
struct Person {
  std::string role;
  std::optional<identity::OfficeId> office = {};
  identity::PersonId id = {};
  std::string username = {};
};

/// Something that an office keeps, known by a word that stands nowhere else.
struct Thing {
  std::string word;
  identity::OfficeId office;
  std::string id;
  std::string slug = {}, photo = {};  ///< of an object
  std::int64_t version = 1;
  bool is_public = false;
};

class Town : public support::DatabaseTest {
 protected:
  void SetUp() override;

  struct Staff {
    Person officer, verifier, head;
  };
  /// An object for the public of each word.
  void publish(const Staff& staff, const std::vector<std::string>& words);
  /// What only the office itself sees: an object in each other state, a new name for the last that it
  /// published, a report, an import before and after it was saved. `words` are eight, by which to know them.
  void hide(const Staff& staff, const std::vector<std::string>& words);

  http::Response ask(const Person& person, http::Request request);
  http::Response get(const Person& person, const std::string& target, bool wants_json = false);
  /// With the token of a page that this person opened.
  http::Response post(const Person& person, const std::string& path, http::Pairs fields,
                      http::Pairs query = {});
  /// Headers and the whole body, however it comes.
  static std::string text_of(const http::Response& response);
  identity::Actor actor_of(const Person& person);

  Person person(const std::string& role, std::optional<identity::OfficeId> office);

  std::unique_ptr<app::Store> store;
  std::unique_ptr<app::House> house;
  http::Router router;
  identity::OfficeId tourism, market;
  Staff tourism_staff, market_staff;
  Person nobody, without_role, planner, admin;
  std::vector<Thing> objects, batches, reports;

 private:
  Thing object(const Staff& staff, const std::string& word, const std::string& state);
  Thing renamed(const Staff& staff, Thing thing, const std::string& word);
  Thing batch(const Person& officer, const std::string& word, bool saved);
  Thing report(const Thing& about, const std::string& word);
  void tell_changes();
  void add_photo(potential::Record& record, const std::string& content);

  int people_ = 0;
  std::map<std::string, std::string> secrets_;  ///< of the sessions, by account
};

inline const std::vector<std::string> kTourismWords = {"Kenanga",   "Melati", "Cempaka", "Teratai",
                                                       "Bougenvil", "Dahlia", "Anggrek", "Kamboja"};
inline const std::vector<std::string> kMarketWords = {"Rajawali", "Merpati", "Kutilang",   "Kasuari",
                                                      "Bangau",   "Pelikan", "Beringsang", "Kepodang"};

}  // namespace app_test
