// The inventory at three sizes: search, pages of the list, export; what is found is checked before it is
// timed.
//   inventory_bench [--quick]
#include <unistd.h>

#include <filesystem>

#include "bench/invented_store.h"
#include "potential/csv_export.h"
#include "potential/listing.h"
#include "support/measure.h"
#include "support/postgres.h"

namespace {

using namespace potential;
using potential::bench::Store;
using support::MeasureTable;
using support::must;
using support::seconds_of;

constexpr int kQueries = 400;

/// The peer: trigrams of whole names in PostgreSQL's own index, as most systems forgive typing.
constexpr const char* kPeerTable =
    "CREATE TABLE names (id BIGINT PRIMARY KEY, name TEXT NOT NULL); SET pg_trgm.word_similarity_threshold = "
    "0.5";
constexpr const char* kPeerIndex =
    "CREATE INDEX names_by_trigram ON names USING gin (name gin_trgm_ops); ANALYZE names";
const db::Sql kPeerAdd{"INSERT INTO names (id, name) VALUES ($1, $2)"};
const db::Sql kPeerSearch{"SELECT name FROM names WHERE $1 <% name ORDER BY $1 <<-> name LIMIT 50"};
/// The floor of an export: every column is read and nothing is made of it.
const db::Sql kBareRows{"SELECT * FROM potential_objects WHERE face = 'public' ORDER BY id"};

/// One letter swapped, doubled or lost in the last word.
std::string mistyped(std::string name, std::size_t n) {
  const std::size_t at = name.rfind(' ') + 2;
  if (n % 3 == 0) std::swap(name[at], name[at + 1]);
  if (n % 3 == 1) name.insert(at, 1, name[at]);
  if (n % 3 == 2) name.erase(at, 1);
  return name;
}

/// How names are typed: as they are, mistyped, or only the words that a fifth of all objects have.
enum class Typing { kWell, kWrong, kCommon };

std::string typed_as(const std::string& name, std::size_t n, Typing typing) {
  if (typing == Typing::kCommon) return n % 2 == 0 ? "air terjun" : "waterfall";
  return typing == Typing::kWrong ? mistyped(name, n) : name;
}

struct Searched {
  double p95_ms = 0, found = 0;  ///< found: share of queries with the meant name among the first three
};

/// `search(typed)` answers names, best first.
template <class Search>
Searched measure_search(const std::vector<std::string>& names, Typing typing, Search search) {
  std::vector<double> times_ms;
  int found = 0;
  for (std::size_t n = 0; n < kQueries; ++n) {
    const std::string& name = names[n * 7919 % names.size()];
    const std::string typed = typed_as(name, n, typing);
    std::vector<std::string> hits;
    times_ms.push_back(1e3 * seconds_of([&] { hits = search(typed); }));
    must(!hits.empty(), "nothing found for " + typed);
    const auto end = hits.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, hits.size()));
    found += std::find(hits.begin(), end, name) != end;
  }
  return {support::percentile(std::move(times_ms), 95), found / static_cast<double>(kQueries)};
}

std::vector<std::string> search_ours(Store& store, const std::string& typed) {
  std::vector<std::string> names;
  store.database->read([&](db::Reader& reader) {
    for (const Listed& hit : search_objects(reader, identity::Actor::nobody(), {}, typed))
      names.push_back(hit.name);
  });
  return names;
}

class Peer {
 public:
  explicit Peer(const std::string& url, const std::vector<std::string>& names)
      : database_(db::Database::open(url, {.connections = 1})) {
    database_->write([&](db::Transaction& tx) {
      tx.script("DROP TABLE IF EXISTS names");
      tx.script(kPeerTable);
      std::int64_t id = 0;
      for (const std::string& name : names) tx.execute(kPeerAdd, ++id, name);
      tx.script(kPeerIndex);
    });
  }
  std::vector<std::string> search(const std::string& typed) {
    return database_->read([&](db::Reader& reader) { return reader.all<std::string>(kPeerSearch, typed); });
  }

 private:
  std::unique_ptr<db::Database> database_;
};

void measure_searches(Store& store, Peer* peer, const std::string& on) {
  const auto size = static_cast<long>(store.names.size());
  const std::pair<Typing, const char*> kinds[] = {
      {Typing::kWell, "typed well"}, {Typing::kWrong, "mistyped"}, {Typing::kCommon, "common words"}};
  const MeasureTable table("p95 ms", MeasureTable::Better::kLess, "pg_trgm over the names, p95 ms");
  for (const auto& [typing, what] : kinds) {
    const Searched ours = measure_search(store.names, typing,
                                         [&](const std::string& typed) { return search_ours(store, typed); });
    if (typing == Typing::kWell) must(ours.found > 0.97, "names typed well are found");
    if (typing == Typing::kWrong) must(ours.found > 0.9, "names mistyped are found");
    const bool beside = peer != nullptr && typing != Typing::kCommon;
    const Searched theirs =
        beside ? measure_search(store.names, typing,
                                [&](const std::string& typed) { return peer->search(typed); })
               : Searched{};
    table.row("search, " + std::string(what) + ", " + on, size, {ours.p95_ms, theirs.p95_ms});
  }
}

/// Seconds of one page, the median of many.
double page_ms(Store& store, const PageOf& page) {
  std::vector<double> times_ms;
  for (int i = 0; i < 50; ++i)
    times_ms.push_back(1e3 * seconds_of([&] {
                         store.database->read([&](db::Reader& reader) {
                           const auto list =
                               list_objects(reader, identity::Actor::nobody(), {.category = "wisata"}, page);
                           must(list.items.size() == page.size, "a page is full");
                           must(count_objects(reader, identity::Actor::nobody(), {}).all ==
                                    static_cast<std::int64_t>(store.names.size()),
                                "all are counted");
                         });
                       }));
  return support::percentile(std::move(times_ms), 50);
}

/// The 100th page of ten beside the first, with the counts that stand above it.
void measure_pages(Store& store) {
  PageOf last{.size = 10};
  store.database->read([&](db::Reader& reader) {
    for (int n = 1; n < 99; ++n)
      last.after = list_objects(reader, identity::Actor::nobody(), {.category = "wisata"}, last).next;
  });
  const MeasureTable table("100th page, ms", MeasureTable::Better::kLess, "first page, ms");
  table.row("list and counts", static_cast<long>(store.names.size()),
            {page_ms(store, last), page_ms(store, {.size = 10})});
}

double export_s(Store& store) {
  std::int64_t lines = 0;
  const double seconds = seconds_of([&] {
    CsvExport csv(*store.database, store.areas, identity::Actor::nobody(), {});
    for (std::string piece; !(piece = csv.next_piece()).empty();) lines += std::ranges::count(piece, '\n');
  });
  must(lines == static_cast<std::int64_t>(store.names.size()) + 1, "every object is exported");
  return seconds;
}

double bare_read_s(Store& store) {
  std::size_t bytes = 0;
  const double seconds = seconds_of([&] {
    store.database->read([&](db::Reader& reader) {
      reader.each(kBareRows, [&](const db::Row& row) {
        for (int c = 0; c < row.columns(); ++c) bytes += row.is_null(c) ? 0 : row.text(c).size();
      });
    });
  });
  must(bytes > 0, "rows were read");
  return seconds;
}

void measure_export(Store& store) {
  const double before_mb = support::peak_memory_mb();
  const double ours = std::min(export_s(store), export_s(store));
  const double grown_mb = support::peak_memory_mb() - before_mb;
  const double bare = bare_read_s(store);
  const MeasureTable table("s", MeasureTable::Better::kLess, "every column read, nothing made of it, s");
  table.row("CSV to the last byte", static_cast<long>(store.names.size()), {ours, bare});
  std::printf("\nThe export added %.1f MB to the most that the program held.\n", grown_mb);
  must(grown_mb < 32, "an export holds little at a time");
  must(ours < 10 * bare + 0.1, "an export walks its rows in their order, and sorts none");
}

}  // namespace

int main(int argc, char** argv) {
  const bool quick = argc > 1 && std::string_view(argv[1]) == "--quick";
  const auto folder =
      std::filesystem::temp_directory_path() / ("inventory_bench." + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const auto cluster = support::PostgresCluster::own("-c fsync=off");
  if (!cluster) std::puts("PostgreSQL is missing: no peer for search, and no search on PostgreSQL.");
  const std::string owner_url = cluster ? cluster->url() : std::string();
  if (cluster) cluster->administer("CREATE EXTENSION pg_trgm", "serumpun");
  const std::vector<int> sizes = quick ? std::vector{1'000} : std::vector{1'000, 10'000, 100'000};
  for (const int objects : sizes) {
    const auto file = folder / (std::to_string(objects) + ".db");
    Store store("sqlite:" + file.string(), objects);
    std::unique_ptr<Peer> peer;
    if (cluster) peer = std::make_unique<Peer>(owner_url, store.names);
    measure_searches(store, peer.get(), "SQLite");
    measure_pages(store);
    measure_export(store);
    std::filesystem::remove(file);
  }
  for (const int objects : sizes) {
    if (!cluster) break;
    const std::string schema = "of_" + std::to_string(objects);
    cluster->administer("CREATE SCHEMA " + schema + " AUTHORIZATION serumpun", "serumpun");
    Store store(cluster->url(schema), objects);
    Peer peer(owner_url, store.names);
    cluster->administer("VACUUM ANALYZE", "serumpun");  // as PostgreSQL does by itself within minutes
    measure_searches(store, &peer, "PostgreSQL");
  }
  if (cluster) cluster->remove();
  std::filesystem::remove_all(folder);
}
