#pragma once
// InventoryDesk: what pages, commands and other modules may ask of the inventory. Who may do it is judged
// here.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"
#include "identity/actor.h"
#include "potential/category.h"
#include "potential/object.h"
#include "region/area_book.h"

namespace potential {

/// An object as the caller saw it: a change of another version is refused (kChanged).
struct Seen {
  ObjectId id;
  std::int64_t version = 0;
};

/// One change of an object, as the history lists it.
struct Revision {
  std::int64_t version = 0;
  base::Instant at;
  std::string person_name, act, state, reason;
};
template <class Visit>
void fields(Visit& visit, Revision& r) {
  visit("version", r.version), visit("at", r.at), visit("person_name", r.person_name), visit("act", r.act);
  visit("state", r.state), visit("reason", r.reason);
}

class InventoryDesk {
 public:
  /// Both outlive the desk.
  InventoryDesk(const CategoryBook& categories, region::AreaBooks& areas)
      : categories_(categories), areas_(areas) {}

  /// What everybody may see, by the last part of its address.
  std::optional<Object> published(db::Reader& reader, std::string_view slug) const;
  /// The working face. kNotFound for whom it does not concern, as if it did not exist.
  base::Result<Object> find(db::Reader& reader, const identity::Actor& actor, const ObjectId& id) const;
  /// The same, for whom may write it; kNotAllowed for others who see it.
  base::Result<Object> find_to_edit(db::Reader& reader, const identity::Actor& actor,
                                    const ObjectId& id) const;

  /// A draft. The village is found from the place; a record whose place is the middle of a district keeps the
  /// district. `reason` goes into the history ("from import …").
  base::Result<Object> create(db::Transaction& transaction, const identity::Actor& actor, Record record,
                              base::Instant now, std::string_view reason = {}) const;
  /// Answers the object unchanged when the record is the same.
  base::Result<Object> edit(db::Transaction& transaction, const identity::Actor& actor, const Seen& seen,
                            Record record, base::Instant now, std::string_view reason = {}) const;
  /// Every act but create and edit.
  base::Result<Object> act(db::Transaction& transaction, const identity::Actor& actor, const Seen& seen,
                           Act act, std::string_view reason, base::Instant now) const;
  /// Makes the record what it was in an earlier version: an edit like any other.
  base::Result<Object> restore(db::Transaction& transaction, const identity::Actor& actor, const Seen& seen,
                               std::int64_t version, base::Instant now) const;
  /// Takes back a draft that was touched for no other than these reasons since it was made: kChanged when it
  /// was. For undoing an import.
  base::Result<void> take_back(db::Transaction& transaction, const identity::Actor& actor, const Seen& seen,
                               base::Instant now, std::span<const std::string> reasons = {}) const;

  /// Newest first.
  base::Result<std::vector<Revision>> history(db::Reader& reader, const identity::Actor& actor,
                                              const ObjectId& id) const;
  base::Result<Record> revision(db::Reader& reader, const identity::Actor& actor, const Seen& seen) const;

  /// Whether an object that shows this photo may be seen.
  bool may_see_photo(db::Reader& reader, const identity::Actor& actor, std::string_view digest) const;

  /// The acts that this person may do next, so that a page shows only buttons that work.
  std::vector<Act> possible_acts(db::Reader& reader, const identity::Actor& actor,
                                 const Object& object) const;

  const CategoryBook& categories() const { return categories_; }
  region::AreaBooks& areas() const { return areas_; }

 private:
  base::Result<Object> load_seen(db::Reader& reader, const identity::Actor& actor, const Seen& seen,
                                 Act act) const;
  base::Result<void> settle(db::Reader& reader, Record& record) const;
  base::Result<void> check_whole(const Record& record) const;
  base::Result<void> keep(db::Transaction& transaction, const identity::Actor& actor, const Object& object,
                          Act act, std::string_view reason, const Record& before) const;
  void show_to_public(db::Transaction& transaction, const Object& work) const;

  const CategoryBook& categories_;
  region::AreaBooks& areas_;
};

}  // namespace potential
