#pragma once
// A desk over a store of places, for tests that take a file all the way and back.
#include <gmock/gmock.h>

#include "base/failure.h"
#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/files.h"
#include "embedded/imports.h"
#include "embedded/jobs.h"
#include "fixture.h"
#include "imports/import_desk.h"
#include "support/databases.h"

namespace imports_test {

using identity::Actor;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

inline const db::Sql kAddPlace{"INSERT INTO test_places (id, name, note, version) VALUES ($1, $2, $3, 1)"};
inline const db::Sql kMergePlace{
    "UPDATE test_places SET note = $2, version = version + 1 WHERE id = $1 RETURNING version"};
inline const db::Sql kUnmergePlace{
    "UPDATE test_places SET note = '', version = version - 1 WHERE id = $1 AND version = $2"};
inline const db::Sql kPlaceNamed{"SELECT id FROM test_places WHERE name = $1"};
inline const db::Sql kPlaceNotes{"SELECT name || ':' || note AS text FROM test_places ORDER BY name"};
inline const db::Sql kDropPlace{"DELETE FROM test_places WHERE id = $1 AND version = $2"};
inline const db::Sql kPlaceVersion{"SELECT version FROM test_places WHERE id = $1"};
inline const db::Sql kPlaceNames{"SELECT name FROM test_places ORDER BY name"};
inline const db::Sql kRename{"UPDATE test_places SET name = $2, version = version + 1 WHERE name = $1"};

/// Places in a table of their own.
class StoredPlaces : public Places {
 public:
  base::Result<imports::Written> write(db::Transaction& tx, const imports::Writing& writing,
                                       const imports::Row& row) const override {
    if (row[kName].text == "Tolak")
      return base::fail(base::ErrorCode::kInvalid, {"imports.cell_missing", {{"column", std::string("X")}}});
    if (row[kName].text == fail_at) throw base::Failure("the disk went away");
    const std::string id = base::new_uuid_v7(writing.now);
    tx.execute(kAddPlace, id, std::string(row[kName].text), std::string(row[kNote].text));
    return imports::Written{id, "1"};
  }
  /// The note of the row, marked with what is taken.
  base::Result<imports::Written> merge(db::Transaction& tx, const imports::Writing&, const imports::Row& row,
                                       const imports::Merge& merge) const override {
    const std::string note =
        std::string(row[kNote].text) + (merge.place ? "+place" : "") + (merge.fields ? "+fields" : "");
    const auto version = tx.one<std::int64_t>(kMergePlace, merge.id, note);
    if (!version) return base::fail(base::ErrorCode::kNotFound, {"imports.batch_unknown", {}});
    return imports::Written{merge.id, std::to_string(*version), std::to_string(*version - 1)};
  }
  base::Result<void> undo(db::Transaction& tx, const imports::Writing&,
                          const imports::Written& written) const override {
    if (written.before) {
      if (tx.execute(kUnmergePlace, written.id, std::int64_t{std::atoll(written.version.c_str())}) == 1)
        return {};
      return base::fail(base::ErrorCode::kChanged, {"imports.batch_moved_on", {}});
    }
    if (tx.execute(kDropPlace, written.id, std::int64_t{1}) == 1) return {};
    if (!tx.one<std::int64_t>(kPlaceVersion, written.id))
      return base::fail(base::ErrorCode::kNotFound, {"imports.batch_unknown", {}});
    return base::fail(base::ErrorCode::kChanged, {"imports.batch_moved_on", {}});
  }

  std::string fail_at;
};

inline const std::string kFile =
    "Nama;Kode Wilayah;Lintang;Bujur\n"
    "Goa Satu;;-2,6;102,4\n"
    "Goa Dua;;102,4;-2,6\n"
    "Goa Tiga;91.01.02.2003;;\n"
    "goa satu;;-2,6;102,4\n"
    ";;-2,7;102,6\n";

class ImportDeskTest : public support::DatabaseTest {
 protected:
  ImportDeskTest() {
    const db::ModuleMigrations modules[] = {{"files", embedded::files()},
                                            {"jobs", embedded::jobs()},
                                            {"audit", embedded::audit()},
                                            {"imports", embedded::imports()}};
    db::migrate(database(), modules, {1});
    database().write([](db::Transaction& tx) {
      tx.script(
          "CREATE TABLE test_places (id TEXT PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL, version "
          "BIGINT NOT NULL)");
    });
    auto dataset = std::make_unique<StoredPlaces>();
    places_ = dataset.get();
    datasets_.add(std::move(dataset));
    store_ = std::make_unique<files::Store>(dir() / "files", database(), clock_);
    desk_ = std::make_unique<imports::ImportDesk>(
        database(), *store_, datasets_,
        [](db::Reader&) { return std::shared_ptr<const imports::Territory>(&territory(), [](auto*) {}); },
        clock_);
  }

  static Actor officer(const identity::OfficeId& office) {
    Actor actor;
    actor.person = identity::PersonId::make({1});
    actor.name = "Petugas Uji";
    actor.grants = {{.role = identity::Role::kOfficer, .office = office, .from = {2020, 1, 1}}};
    return actor;
  }

  imports::Batch take(std::string_view content, const Actor& actor, const identity::OfficeId& office) {
    const auto batch =
        desk_->upload(actor, {"test/places", office, "C:\\data\\wisata.csv"}, base::source_of(content));
    EXPECT_TRUE(batch.has_value());
    desk_->read(batch->id);
    return get(batch->id);
  }
  imports::Batch get(const imports::BatchId& id) {
    return database()
        .read([&](db::Reader& reader) { return desk_->find(reader, Actor::system(), id); })
        .value();
  }
  std::vector<imports::StoredRow> rows(const imports::Batch& batch, std::string_view which = "") {
    return database().read([&](db::Reader& reader) { return desk_->rows(reader, batch, which, 0, 100); });
  }
  std::vector<std::string> names() {
    return database().read([](db::Reader& reader) { return reader.all<std::string>(kPlaceNames); });
  }
  std::string record_of(const std::string& name) {
    return database().read(
        [&](db::Reader& reader) { return reader.one<std::string>(kPlaceNamed, name).value(); });
  }
  std::vector<std::string> notes() {
    return database().read([](db::Reader& reader) { return reader.all<std::string>(kPlaceNotes); });
  }
  /// Chosen, read again, saved.
  imports::Batch save_with(const imports::Batch& batch, const imports::Choices& choices) {
    EXPECT_TRUE(desk_->choose(actor_, batch.id, choices).has_value());
    desk_->read(batch.id);
    save(get(batch.id), actor_);
    return get(batch.id);
  }
  void save(const imports::Batch& batch, const Actor& actor) {
    ASSERT_TRUE(desk_->save(actor, batch.id, batch.generation).has_value());
    desk_->write(batch.id);
  }
  imports::Choices swap() {
    imports::Choices choices;
    choices.mends = {"swapped"};
    return choices;
  }

  base::FixedClock clock_{{1'790'000'000'000}};
  identity::OfficeId office_ = identity::OfficeId::make({1}), other_ = identity::OfficeId::make({2});
  Actor actor_ = officer(office_);
  StoredPlaces* places_ = nullptr;
  imports::Datasets datasets_;
  std::unique_ptr<files::Store> store_;
  std::unique_ptr<imports::ImportDesk> desk_;
};

}  // namespace imports_test
