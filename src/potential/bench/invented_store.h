#pragma once
// A store of a regency with as many invented objects as a benchmark asks for.
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/files.h"
#include "embedded/potential.h"
#include "embedded/region.h"
#include "indexed_words.h"
#include "object_store.h"
#include "region/area_import.h"
#include "region/office.h"

namespace potential::bench {

inline constexpr base::Instant kNow{1'790'000'000'000};

/// Invented names of two or three syllables: some 30,000 different words, as a large regency has.
class Names {
 public:
  std::string word() {
    static constexpr const char* kSyllables[] = {"ba",   "lu",  "mu",  "ta", "ri",   "sa",  "ka",   "pe",
                                                 "na",   "du",  "ge",  "si", "bo",   "ran", "tung", "lim",
                                                 "pang", "ro",  "ja",  "ke", "ngin", "bar", "tal",  "sul",
                                                 "ber",  "cer", "dan", "hu", "ir",   "yo"};
    std::string out;
    for (int n = 2 + static_cast<int>(random_() % 2); n > 0; --n)
      out += kSyllables[random_() % std::size(kSyllables)];
    return out;
  }
  std::size_t below(std::size_t n) { return random_() % n; }

 private:
  std::mt19937 random_{7};
};

/// A regency with so many published objects.
class Store {
 public:
  Store(const std::string& url, int objects) : database(db::Database::open(url)) {
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()},
                                            {"files", embedded::files()},
                                            {"region", embedded::region()},
                                            {"potential", embedded::potential()}};
    db::migrate(*database, modules, kNow);
    const auto office = database->write([](db::Transaction& tx) {
      constexpr std::string_view kAreas =
          "kode,nama,lat,lon\n91.01,Kabupaten Mekarsari,-2.5,102.5\n91.01.01,Hulu,-2.5,102.5\n"
          "91.01.01.2001,Sungai Bening,-2.5,102.5\n";
      const auto report =
          region::import_areas(tx, identity::Actor::system(), base::source_of(kAreas), {.now = kNow});
      base::check(report.has_value(), "the areas are known");
      return region::add_office(tx, identity::Actor::system(),
                                {.name = "Dinas", .short_name = "D", .kind = "dinas"}, kNow);
    });
    for (int done = 0; done < objects; done += 5'000) fill(std::min(5'000, objects - done), *office);
  }

  std::unique_ptr<db::Database> database;
  region::AreaBooks areas;
  std::vector<std::string> names;

 private:
  void fill(int count, const identity::OfficeId& office) {
    std::vector<Object> objects;
    for (int i = 0; i < count; ++i) objects.push_back(invented(i, office));
    database->write([&](db::Transaction& tx) {
      const auto book = areas.current(tx);
      for (const Object& object : objects)
        save_object(tx, object, indexed_words(object.record, CategoryBook::shipped(), *book));
    });
    for (Object& object : objects) names.push_back(std::move(object.record.name));
  }

  Object invented(int i, const identity::OfficeId& office) {
    static constexpr std::pair<const char*, const char*> kKinds[] = {{"Air Terjun", "waterfall"},
                                                                     {"Goa", "cave"},
                                                                     {"Danau", "lake"},
                                                                     {"Bukit", "hill"},
                                                                     {"Mata Air", "spring"}};
    const auto& [title, kind] = kKinds[random_.below(std::size(kKinds))];
    Object object;
    object.id = ObjectId::make(kNow);
    object.face = Face::kPublic;
    object.state = State::kPublished;
    object.version = 1;
    object.created_at = object.updated_at = kNow;
    Record& record = object.record;
    record.owner_office = office;
    record.category = "wisata";
    record.name = std::string(title) + " " + random_.word() + " " + random_.word();
    record.area_code = "91.01.01.2001";
    record.shape = geo::Point{-2.5 + 1e-4 * i, 102.5};
    record.place_precision = "surveyed";
    record.description_id = "Letaknya di tepi jalan " + random_.word() + ", dekat " + random_.word() + ".";
    record.source = "kunjungan petugas 2026";
    record.details = base::Json::object({{"kind", kind}});
    object.slug = object.id.text();
    return object;
  }

  Names random_;
};

}  // namespace potential::bench
