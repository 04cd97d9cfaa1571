#include "imports/import_desk.h"

#include <gmock/gmock.h>

#include "base/failure.h"
#include "db/migrate.h"
#include "db/prepare_all.h"
#include "embedded/audit.h"
#include "embedded/files.h"
#include "embedded/imports.h"
#include "embedded/jobs.h"
#include "fixture.h"
#include "imports/import_jobs.h"
#include "imports/speak.h"
#include "support/databases.h"

namespace {

using namespace imports_test;
using identity::Actor;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const db::Sql kAddPlace{"INSERT INTO test_places (id, name, version) VALUES ($1, $2, 1)"};
const db::Sql kDropPlace{"DELETE FROM test_places WHERE id = $1 AND version = $2"};
const db::Sql kPlaceVersion{"SELECT version FROM test_places WHERE id = $1"};
const db::Sql kPlaceNames{"SELECT name FROM test_places ORDER BY name"};
const db::Sql kRename{"UPDATE test_places SET name = $2, version = version + 1 WHERE name = $1"};

/// Places in a table of their own.
class StoredPlaces : public Places {
 public:
  base::Result<imports::Written> write(db::Transaction& tx, const imports::Writing& writing,
                                       const imports::Row& row) const override {
    if (row[kName].text == "Tolak")
      return base::fail(base::ErrorCode::kInvalid, {"imports.cell_missing", {{"column", std::string("X")}}});
    if (row[kName].text == fail_at) throw base::Failure("the disk went away");
    const std::string id = base::new_uuid_v7(writing.now);
    tx.execute(kAddPlace, id, std::string(row[kName].text));
    return imports::Written{id, "1"};
  }
  base::Result<void> undo(db::Transaction& tx, const imports::Writing&,
                          const imports::Written& written) const override {
    if (tx.execute(kDropPlace, written.id, std::int64_t{1}) == 1) return {};
    if (!tx.one<std::int64_t>(kPlaceVersion, written.id))
      return base::fail(base::ErrorCode::kNotFound, {"imports.batch_unknown", {}});
    return base::fail(base::ErrorCode::kChanged, {"imports.batch_moved_on", {}});
  }

  std::string fail_at;
};

const std::string kFile =
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
          "CREATE TABLE test_places (id TEXT PRIMARY KEY, name TEXT NOT NULL, version BIGINT NOT NULL)");
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
ON_BOTH_DATABASES(ImportDeskTest);

TEST_P(ImportDeskTest, EveryTextIsUnderstood) {
  EXPECT_THAT(db::prepare_all(database()), IsEmpty());
}

TEST_P(ImportDeskTest, AFileBecomesAPreviewAndNothingIsSaved) {
  const auto batch = take(kFile, actor_, office_);
  EXPECT_EQ(batch.state, "preview");
  EXPECT_EQ(batch.file_name, "wisata.csv");
  EXPECT_EQ(batch.count("rows"), 5);
  EXPECT_EQ(batch.count("ready"), 2);
  EXPECT_EQ(batch.count("warned"), 1);
  EXPECT_EQ(batch.count("refused"), 2);
  EXPECT_EQ(batch.count("duplicates"), 1);
  EXPECT_THAT(names(), IsEmpty());
  EXPECT_THAT(rows(batch), SizeIs(5));
  const auto swapped = rows(batch, "mend:swapped");
  ASSERT_THAT(swapped, SizeIs(1));
  EXPECT_EQ(swapped[0].row_number, 3);
  EXPECT_EQ(rows(batch, "duplicate")[0].twin_row, 2);
  EXPECT_EQ(batch.preview_json.at("separator").as_string(), ";");
  EXPECT_EQ(batch.preview_json.at("mends").as_array()[0].at("kind").as_string(), "swapped");
  EXPECT_EQ(batch.preview_json.at("points").at("outside_rows").as_int(), 1);
}

TEST_P(ImportDeskTest, AcceptedMendsAreReadyAndSavedRowsComeBackOnUndo) {
  const auto first = take(kFile, actor_, office_);
  ASSERT_TRUE(desk_->choose(actor_, first.id, swap()).has_value());
  desk_->read(first.id);
  const auto batch = get(first.id);
  EXPECT_EQ(batch.count("ready"), 3);
  EXPECT_EQ(batch.count("mended"), 1);
  save(batch, actor_);
  EXPECT_EQ(get(batch.id).state, "written");
  EXPECT_EQ(get(batch.id).count("written"), 3);
  EXPECT_THAT(names(), ElementsAre("Goa Dua", "Goa Satu", "Goa Tiga"));

  database().write([](db::Transaction& tx) {
    tx.execute(kRename, std::string("Goa Satu"), std::string("Goa Satu Baru"));
  });
  ASSERT_TRUE(desk_->undo(actor_, batch.id).has_value());
  desk_->take_back(batch.id);
  const auto undone = get(batch.id);
  EXPECT_EQ(undone.state, "undone");
  EXPECT_EQ(undone.count("undone"), 2);
  EXPECT_EQ(undone.count("kept"), 1);
  EXPECT_THAT(names(), ElementsAre("Goa Satu Baru"));
  const auto kept = database().read([&](db::Reader& reader) { return desk_->kept(reader, batch.id); });
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].row_number, 2);
  EXPECT_EQ(imports::message_from(kept[0].kept_json).key, "imports.batch_moved_on");
}

TEST_P(ImportDeskTest, TheSameFileAgainChangesNothingUntilItIsUndone) {
  const auto first = take(kFile, actor_, office_);
  save(first, actor_);
  const auto again = take(kFile, actor_, office_);
  EXPECT_EQ(again.count("ready"), 0);
  EXPECT_EQ(again.count("duplicates"), 3);
  EXPECT_FALSE(desk_->save(actor_, again.id, again.generation).has_value());
  ASSERT_TRUE(desk_->undo(actor_, first.id).has_value());
  desk_->take_back(first.id);
  EXPECT_EQ(take(kFile, actor_, office_).count("ready"), 2);
}

TEST_P(ImportDeskTest, AnOldPreviewIsNotSaved) {
  const auto batch = take(kFile, actor_, office_);
  ASSERT_TRUE(desk_->choose(actor_, batch.id, swap()).has_value());
  desk_->read(batch.id);
  EXPECT_EQ(desk_->save(actor_, batch.id, batch.generation).error().code, base::ErrorCode::kChanged);
}

TEST_P(ImportDeskTest, RowsLeftOutAndRowsRefusedInTheLastMomentAreNotWritten) {
  const auto first =
      take("Nama;Lintang;Bujur\nA;-2,6;102,4\nTolak;-2,61;102,4\nC;-2,62;102,4\n", actor_, office_);
  imports::Choices choices;
  choices.left_out = {4};
  ASSERT_TRUE(desk_->choose(actor_, first.id, choices).has_value());
  desk_->read(first.id);
  const auto batch = get(first.id);
  EXPECT_EQ(batch.count("ready"), 2);
  save(batch, actor_);
  EXPECT_THAT(names(), ElementsAre("A"));
  EXPECT_EQ(get(batch.id).count("written"), 1);
  EXPECT_THAT(rows(batch, "refused"), SizeIs(1));
}

TEST_P(ImportDeskTest, AWriteThatWasCutShortGoesOnWithoutDoubles) {
  std::string file = "Nama;Lintang;Bujur\n";
  for (int i = 0; i < 250; ++i)
    file += "Tempat " + std::to_string(i) + ";-2," + std::to_string(100 + i) + ";102,4\n";
  const auto batch = take(file, actor_, office_);
  ASSERT_EQ(batch.count("ready"), 250);
  places_->fail_at = "Tempat 150";
  ASSERT_TRUE(desk_->save(actor_, batch.id, batch.generation).has_value());
  EXPECT_THROW(desk_->write(batch.id), base::Failure);
  EXPECT_EQ(names().size(), 100u);
  places_->fail_at.clear();
  desk_->write(batch.id);
  EXPECT_EQ(names().size(), 250u);
  EXPECT_EQ(get(batch.id).count("written"), 250);
}

TEST_P(ImportDeskTest, TheOfficeRemembersItsColumns) {
  const std::string file = "Sebutan;Lintang;Bujur\nGoa;-2,6;102,4\n";
  const auto batch = take(file, actor_, office_);
  EXPECT_EQ(batch.state, "refused");
  ASSERT_TRUE(desk_->choose_columns(actor_, batch.id, base::Json::object({{"name", "Sebutan"}})).has_value());
  desk_->read(batch.id);
  EXPECT_EQ(get(batch.id).count("ready"), 1);
  EXPECT_EQ(take(file, actor_, office_).count("ready"), 1);
  EXPECT_EQ(take(file, officer(other_), other_).state, "refused");
}

TEST_P(ImportDeskTest, OtherOfficesSeeNothingOfABatch) {
  const auto batch = take(kFile, actor_, office_);
  const Actor stranger = officer(other_);
  database().read([&](db::Reader& reader) {
    EXPECT_EQ(desk_->find(reader, stranger, batch.id).error().code, base::ErrorCode::kNotFound);
    EXPECT_THAT(desk_->latest(reader, stranger), IsEmpty());
    EXPECT_THAT(desk_->latest(reader, actor_), SizeIs(1));
    EXPECT_EQ(desk_->find(reader, Actor::nobody(), batch.id).error().code, base::ErrorCode::kSignInNeeded);
  });
  EXPECT_FALSE(desk_->save(stranger, batch.id, batch.generation).has_value());
  EXPECT_FALSE(desk_->upload(stranger, {"test/places", office_, "x.csv"}, base::source_of("x")).has_value());
}

TEST_P(ImportDeskTest, RefusedRowsComeAsAFileWithTheirReason) {
  const auto batch = take(kFile, actor_, office_);
  std::string csv;
  desk_->refused_csv(
      batch, [](const base::Message& m) { return imports::say(catalogue(), text::Language::kId, m); },
      [&](std::string_view piece) { csv += piece; });
  EXPECT_THAT(csv, HasSubstr("Nama;Kode Wilayah;Lintang;Bujur;baris;sebab ditolak\n"));
  EXPECT_THAT(
      csv, HasSubstr(
               "Goa Dua;;102,4;-2,6;3;\"\"\"Lintang\"\" 102,4 berada di luar Kabupaten Serambi; barangkali"));
  EXPECT_THAT(csv, HasSubstr(";;-2,7;102,6;6;\"\"\"Nama\"\" tidak diisi\"\n"));
}

TEST_P(ImportDeskTest, AFileThatIsNoTableIsRefusedWithASentence) {
  const auto batch = take("%PDF-1.7 …", actor_, office_);
  EXPECT_EQ(batch.state, "refused");
  EXPECT_EQ(imports::message_from(*batch.failure_json).key, "imports.file_no_table");
}

TEST_P(ImportDeskTest, TheQueueDoesWhatNoPageDid) {
  jobs::Queue queue(database(), clock_);
  imports::handle_jobs(queue, *desk_);
  const auto uploaded = desk_->upload(actor_, {"test/places", office_, "wisata.csv"}, base::source_of(kFile));
  ASSERT_TRUE(uploaded.has_value());
  EXPECT_FALSE(queue.run_one());  // a page has its time first
  clock_.set({clock_.now().ms + 60'000});
  EXPECT_TRUE(queue.run_one());
  const auto batch = get(uploaded->id);
  EXPECT_EQ(batch.state, "preview");
  ASSERT_TRUE(desk_->save(actor_, batch.id, batch.generation).has_value());
  clock_.set({clock_.now().ms + 60'000});
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(get(batch.id).count("written"), 2);
  ASSERT_TRUE(desk_->undo(actor_, batch.id).has_value());
  clock_.set({clock_.now().ms + 60'000});
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(get(batch.id).state, "undone");
  EXPECT_THAT(names(), IsEmpty());
}

TEST_P(ImportDeskTest, GeoJsonComesThroughTheChildProcess) {
  const auto batch = take(
      R"({"type":"FeatureCollection","features":[)"
      R"({"type":"Feature","properties":{"nama":"Goa Satu"},"geometry":{"type":"Point","coordinates":[102.4,-2.6]}},)"
      R"({"type":"Feature","properties":{"nama":"Jauh"},"geometry":{"type":"Point","coordinates":[106.8,-6.2]}}]})",
      actor_, office_);
  EXPECT_EQ(batch.preview_json.at("format").as_string(), "GeoJSON");
  EXPECT_EQ(batch.count("ready"), 1);
  EXPECT_EQ(batch.count("refused"), 1);
}

TEST_P(ImportDeskTest, AWorkbookThatIsNoneIsRefusedWithASentence) {
  const auto batch = take("PK\x03\x04 no archive", actor_, office_);
  EXPECT_EQ(batch.state, "refused");
  EXPECT_EQ(imports::message_from(*batch.failure_json).key, "imports.file_broken");
}

TEST_P(ImportDeskTest, ADroppedBatchIsGoneFromTheList) {
  const auto batch = take(kFile, actor_, office_);
  ASSERT_TRUE(desk_->drop(actor_, batch.id).has_value());
  database().read([&](db::Reader& reader) { EXPECT_THAT(desk_->latest(reader, actor_), IsEmpty()); });
  EXPECT_THAT(rows(batch), IsEmpty());
}

}  // namespace
