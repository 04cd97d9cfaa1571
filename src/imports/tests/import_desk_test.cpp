#include "imports/import_desk.h"

#include "desk_fixture.h"
#include "imports/speak.h"

namespace imports_test {
namespace {

using testing::HasSubstr;

ON_BOTH_DATABASES(ImportDeskTest);

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
      csv, HasSubstr("Goa Dua;;102,4;-2,6;3;\"“Lintang” 102,4 berada di luar Kabupaten Serambi; barangkali"));
  EXPECT_THAT(csv, HasSubstr(";;-2,7;102,6;6;“Nama” tidak diisi\n"));
}

TEST_P(ImportDeskTest, AFileThatIsNoTableIsRefusedWithASentence) {
  const auto batch = take("%PDF-1.7 …", actor_, office_);
  EXPECT_EQ(batch.state, "refused");
  EXPECT_EQ(imports::message_from(*batch.failure_json).key, "imports.file_no_table");
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
}  // namespace imports_test
