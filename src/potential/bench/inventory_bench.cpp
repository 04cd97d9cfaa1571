// Searching, listing and exporting an inventory of 1,000, 10,000 and 100,000 objects; answers are checked
// before time is taken.
#include <benchmark/benchmark.h>

#include <unistd.h>
#include <filesystem>
#include <memory>
#include <random>

#include "base/check.h"
#include "base/csv.h"
#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/files.h"
#include "embedded/potential.h"
#include "embedded/region.h"
#include "indexed_words.h"
#include "object_store.h"
#include "potential/csv_export.h"
#include "region/area_import.h"
#include "region/office.h"

namespace {

using namespace potential;

constexpr base::Instant kNow{1'790'000'000'000};

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

class Store {
 public:
  explicit Store(int objects)
      : folder_(std::filesystem::temp_directory_path() /
                ("inventory_bench." + std::to_string(getpid()) + "." + std::to_string(objects))) {
    std::filesystem::create_directories(folder_);
    database = db::Database::open("sqlite:" + (folder_ / "store.db").string());
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()},
                                            {"files", embedded::files()},
                                            {"region", embedded::region()},
                                            {"potential", embedded::potential()}};
    db::migrate(*database, modules, kNow);
    database->write([](db::Transaction& tx) {
      constexpr std::string_view kAreas =
          "kode,nama,lat,lon\n91.01,Kabupaten Mekarsari,-2.5,102.5\n91.01.01,Hulu,-2.5,102.5\n"
          "91.01.01.2001,Sungai Bening,-2.5,102.5\n";
      const auto report =
          region::import_areas(tx, identity::Actor::system(), base::source_of(kAreas), {.now = kNow});
      base::check(report.has_value(), "the areas are known");
    });
    for (int done = 0; done < objects; done += 5'000) fill(std::min(5'000, objects - done));
  }
  ~Store() { std::filesystem::remove_all(folder_); }

  std::unique_ptr<db::Database> database;
  region::AreaBooks areas;
  std::vector<std::string> names;

 private:
  void fill(int count) {
    static constexpr std::pair<const char*, const char*> kKinds[] = {{"Air Terjun", "waterfall"},
                                                                     {"Goa", "cave"},
                                                                     {"Danau", "lake"},
                                                                     {"Bukit", "hill"},
                                                                     {"Mata Air", "spring"}};
    std::vector<Object> objects;
    for (int i = 0; i < count; ++i) {
      const auto& [title, kind] = kKinds[random_.below(std::size(kKinds))];
      Object object;
      object.id = ObjectId::make(kNow);
      object.face = Face::kPublic;
      object.state = State::kPublished;
      object.version = 1;
      object.created_at = object.updated_at = kNow;
      Record& record = object.record;
      record.category = "wisata";
      record.name = std::string(title) + " " + random_.word() + " " + random_.word();
      record.area_code = "91.01.01.2001";
      record.shape = geo::Point{-2.5 + 1e-4 * i, 102.5};
      record.place_precision = "surveyed";
      record.description_id = "Letaknya di tepi jalan " + random_.word() + ", dekat " + random_.word() + ".";
      record.source = "kunjungan petugas 2026";
      record.details = base::Json::object({{"kind", kind}});
      object.slug = object.id.text();
      names.push_back(record.name);
      objects.push_back(std::move(object));
    }
    database->write([&](db::Transaction& tx) {
      if (!office_)
        office_ = *region::add_office(tx, identity::Actor::system(),
                                      {.name = "Dinas", .short_name = "D", .kind = "dinas"}, kNow);
    });
    database->write([&](db::Transaction& tx) {
      const auto book = areas.current(tx);
      for (Object& object : objects) {
        object.record.owner_office = *office_;
        save_object(tx, object, indexed_words(object.record, CategoryBook::shipped(), *book));
      }
    });
  }

  std::filesystem::path folder_;
  std::optional<identity::OfficeId> office_;
  Names random_;
};

Store& store_of(int objects) {
  static std::map<int, std::unique_ptr<Store>> stores;
  auto& store = stores[objects];
  if (!store) store = std::make_unique<Store>(objects);
  return *store;
}

/// One letter swapped, doubled or lost in the last word.
std::string mistyped(std::string name, std::size_t n) {
  const std::size_t at = name.rfind(' ') + 2;
  if (n % 3 == 0) std::swap(name[at], name[at + 1]);
  if (n % 3 == 1) name.insert(at, 1, name[at]);
  if (n % 3 == 2) name.erase(at, 1);
  return name;
}

void search(benchmark::State& state, bool wrong) {
  Store& store = store_of(static_cast<int>(state.range(0)));
  std::vector<double> times_ms;
  std::size_t n = 0, found = 0;
  for (auto _ : state) {
    const std::string& name = store.names[n * 7919 % store.names.size()];
    const std::string typed = wrong ? mistyped(name, n) : name;
    const auto begin = std::chrono::steady_clock::now();
    const auto hits = store.database->read(
        [&](db::Reader& reader) { return search_objects(reader, identity::Actor::nobody(), {}, typed); });
    times_ms.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    for (std::size_t i = 0; i < std::min<std::size_t>(3, hits.size()); ++i)
      if (hits[i].name == name) {
        ++found;
        break;
      }
    ++n;
  }
  std::ranges::sort(times_ms);
  state.counters["p95_ms"] = times_ms[times_ms.size() * 95 / 100];
  state.counters["in_first_three"] = static_cast<double>(found) / static_cast<double>(n);
}
void SearchTypedWell(benchmark::State& state) {
  search(state, false);
}
void SearchMistyped(benchmark::State& state) {
  search(state, true);
}

void SearchCommonWords(benchmark::State& state) {
  Store& store = store_of(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    const auto hits = store.database->read([&](db::Reader& reader) {
      return search_objects(reader, identity::Actor::nobody(), {}, "air terjun");
    });
    base::check(!hits.empty(), "waterfalls are found");
  }
}

void ListAndCount(benchmark::State& state) {
  Store& store = store_of(static_cast<int>(state.range(0)));
  for (auto _ : state)
    store.database->read([&](db::Reader& reader) {
      base::check(count_objects(reader, identity::Actor::nobody(), {}).all == state.range(0),
                  "all are counted");
      base::check(
          list_objects(reader, identity::Actor::nobody(), {.category = "wisata"}, {}).items.size() == 50,
          "a page is full");
    });
}

void ExportCsv(benchmark::State& state) {
  Store& store = store_of(static_cast<int>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) {
    CsvExport csv(*store.database, store.areas, identity::Actor::nobody(), {});
    std::int64_t lines = 0;
    for (std::string piece; !(piece = csv.next_piece()).empty(); bytes += piece.size())
      lines += std::ranges::count(piece, '\n');
    base::check(lines == state.range(0) + 1, "every object is exported");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void sizes(benchmark::internal::Benchmark* b) {
  b->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
}

BENCHMARK(SearchTypedWell)->Apply(sizes)->Iterations(400);
BENCHMARK(SearchMistyped)->Apply(sizes)->Iterations(400);
BENCHMARK(SearchCommonWords)->Apply(sizes);
BENCHMARK(ListAndCount)->Apply(sizes);
BENCHMARK(ExportCsv)->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
