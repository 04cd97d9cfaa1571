#include "potential/potential_dataset.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "dataset_columns.h"
#include "imports/judge.h"
#include "imports/reading.h"
#include "imports/territories.h"
#include "inventory.h"
#include "potential/listing.h"
#include "region/area_import.h"
#include "support/shared_data.h"

namespace potential_test {
namespace {

const db::Sql kForgetCodes{"DELETE FROM area_codes"};
const db::Sql kForgetAreas{"DELETE FROM areas"};

const Category& tourism() {
  return *CategoryBook::shipped().find("wisata");
}

TEST(DatasetColumns, UnderstandTheWordsOfTheField) {
  const forms::Field& kind = *tourism().own.find("kind");
  for (const auto& [word, meant] : {std::pair{"gua karst", "cave"},
                                    {"Mata Air", "spring"},
                                    {"bukit karst", "hill"},
                                    {"bendungan/rekreasi", "dam"},
                                    {"air terjun", "waterfall"},
                                    {"sejarah", "history"},
                                    {"danau", "lake"},
                                    {"arung jeram", "river"},
                                    {"taman nasional", "park"},
                                    {"air terjun bertingkat", "waterfall"}})
    EXPECT_EQ(option_meant(tourism(), kind, word), meant) << word;
  EXPECT_EQ(option_meant(tourism(), kind, "entah"), std::nullopt);
}

TEST(DatasetColumns, DatesOfAnyWritingBecomeThoseOfTheForm) {
  const forms::Field& date = *CategoryBook::shipped().common().find("source_date");
  for (const auto& [typed, meant] : {std::pair{"12/3/2024", "2024-03-12"},
                                     {"2024/03/12", "2024-03-12"},
                                     {"12 Maret 2024", "2024-03-12"},
                                     {"Maret 2024", "2024-03"},
                                     {"2024-03", "2024-03"},
                                     {"2024", "2024"},
                                     {"tahun 2024", "2024"}})
    EXPECT_EQ(date_meant(date, typed), meant) << typed;
  for (const char* none : {"besok", "31-11-2024", "45363", "12 orang"})
    EXPECT_EQ(date_meant(date, none), std::nullopt) << none;
}

TEST(DatasetColumns, NameEachHeaderOnce) {
  for (const Category& category : CategoryBook::shipped().all()) {
    std::map<std::string, std::string> taken;
    for (const imports::Column& column : columns_of(category, CategoryBook::shipped().common())) {
      std::vector<std::string> aliases = column.aliases;
      std::ranges::sort(aliases);
      aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
      for (const std::string& alias : aliases)
        if (const auto [it, added] = taken.emplace(alias, column.key); !added) {
          EXPECT_EQ(it->second, column.key) << category.key << ": " << alias;
        }
    }
  }
}

class PotentialDatasetTest : public Inventory {
 protected:
  void SetUp() override {
    Inventory::SetUp();
    if (IsSkipped() || support::shared_data().empty()) return;
    write([&](db::Transaction& tx) {
      const auto system = identity::Actor::system();
      const region::AreaImport options{.decree = "uji", .source = "uji", .now = kNow};
      const auto file = [](const char* name) {
        return support::read_file(support::shared_file(std::string("sarolangun/") + name));
      };
      const std::string codes = file("sarolangun_wilayah.csv");
      tx.execute(kForgetCodes), tx.execute(kForgetAreas);
      EXPECT_TRUE(region::import_areas(tx, system, base::source_of(codes), options));
      for (const char* name :
           {"sarolangun_desa.geojson", "sarolangun_kecamatan.geojson", "sarolangun_kabupaten.geojson"})
        EXPECT_TRUE(region::import_boundaries(tx, system, file(name), options));
    });
  }

  struct Outcome {
    imports::Counts counts;
    std::vector<std::string> remarks;
    std::vector<imports::Written> written;
  };
  /// Reads the file and writes every row that is ready.
  Outcome import(const std::string& path) {
    const PotentialDataset dataset(desk, tourism());
    Outcome outcome;
    write([&](db::Transaction& tx) {
      const auto territory = territories.current(tx);
      const auto headers = imports::known_headers(dataset);
      const auto file = imports::TableFile::open({path, "wisata.csv"}, headers);
      ASSERT_TRUE(file);
      const auto mapping = imports::map_columns(dataset, file->layout().headers);
      const auto checker = dataset.checker(tx, tourism_office.text());
      imports::RowJudge judge(dataset, mapping, *territory, *checker, nullptr);
      const imports::Writing writing{
          .actor = officer, .office = tourism_office.text(), .batch = "uji", .now = kNow};
      const auto counts =
          imports::read_rows(*file, judge, {}, {.on_row = [&](const imports::Verdict& verdict) {
            for (const auto& remark : *verdict.remarks)
              outcome.remarks.push_back(std::to_string(verdict.row->number) + " " + remark.message.key);
            if (verdict.state != imports::RowState::kReady && verdict.state != imports::RowState::kWarned)
              return;
            auto written = dataset.write(tx, writing, *verdict.row);
            ASSERT_TRUE(written) << written.error().message.key;
            outcome.written.push_back(*written);
          }});
      ASSERT_TRUE(counts);
      outcome.counts = *counts;
    });
    return outcome;
  }

  imports::Territories territories{areas};
};

TEST_P(PotentialDatasetTest, TakesTheRealFileUnchanged) {
  SKIP_WITHOUT_SHARED_DATA();
  const std::string path = support::shared_file("sarolangun/sarolangun_tourism_sites.csv").string();
  const Outcome first = import(path);
  EXPECT_EQ(first.counts.rows, 14);
  EXPECT_EQ(first.counts.refused, 0) << (first.remarks.empty() ? "" : first.remarks[0]);
  ASSERT_EQ(first.written.size(), 14u);
  const Object cave = read(
      [&](db::Reader& reader) { return *desk.find(reader, officer, *ObjectId::parse(first.written[0].id)); });
  EXPECT_EQ(cave.record.name, "Goa Calau Petak (Colau/Calo Petak)");
  EXPECT_EQ(cave.record.area_code, "15.03.02.2011");
  EXPECT_EQ(cave.record.place_precision, "centroid");
  EXPECT_EQ(cave.record.details.at("kind").as_string(), "cave");
  EXPECT_EQ(cave.record.source, "oerban.com; radarjambi 2016");
  EXPECT_FALSE(cave.record.description_id.empty());
  const Outcome again = import(path);
  EXPECT_EQ(again.counts.duplicates, 14);
  EXPECT_TRUE(again.written.empty());
}

TEST_P(PotentialDatasetTest, UndoTakesBackWhatNobodyChanged) {
  SKIP_WITHOUT_SHARED_DATA();
  const Outcome outcome = import(support::shared_file("sarolangun/sarolangun_tourism_sites.csv").string());
  ASSERT_EQ(outcome.written.size(), 14u);
  const PotentialDataset dataset(desk, tourism());
  const Object changed = read([&](db::Reader& reader) {
    return *desk.find(reader, officer, *ObjectId::parse(outcome.written[3].id));
  });
  Record record = changed.record;
  record.condition = "good";
  ASSERT_TRUE(edit(officer, changed, record));
  int undone = 0;
  for (const imports::Written& written : outcome.written) {
    const auto result = write([&](db::Transaction& tx) {
      return dataset.undo(
          tx, {.actor = officer, .office = tourism_office.text(), .batch = "uji", .now = kNow}, written);
    });
    if (result)
      ++undone;
    else
      EXPECT_EQ(result.error().message.key, "potential.changed_since_import");
  }
  EXPECT_EQ(undone, 13);
}

/// A row of a file, merged into objects that are there already.
class MergeTest : public Inventory {
 protected:
  /// Says the kind of the waterfall's condition and of its source, and a point 200 m away; the rest is blank.
  imports::Row row() const {
    imports::Row row{.number = 2};
    row.values.resize(dataset.columns().size());
    for (const auto& [key, text] :
         {std::pair{"name", "AIR TERJUN TALUN"}, {"condition", "rusak"}, {"source", "survei 2026"}})
      row.values[column(key)].text = text;
    row.typed = geo::Point{-2.502, 102.1};
    row.place = imports::Place{*row.typed, imports::Precision::kGps, 4.0};
    row.area_code = "91.01.01.2001";
    return row;
  }
  std::size_t column(std::string_view key) const {
    return static_cast<std::size_t>(std::ranges::find(dataset.columns(), key, &imports::Column::key) -
                                    dataset.columns().begin());
  }
  imports::Writing writing(const identity::OfficeId& office) {
    return {.actor = batch_actor, .office = office.text(), .batch = "uji", .now = tick()};
  }
  base::Result<imports::Written> merge(const identity::OfficeId& office, imports::Merge how) {
    return write([&](db::Transaction& tx) { return dataset.merge(tx, writing(office), row(), how); });
  }
  base::Result<void> undo(const imports::Written& written) {
    return write([&](db::Transaction& tx) { return dataset.undo(tx, writing(tourism_office), written); });
  }
  Object work(const ObjectId& id) {
    return read([&](db::Reader& reader) { return *desk.find(reader, officer, id); });
  }

  const PotentialDataset dataset{desk, tourism()};
  /// A batch is written by the program, under the name of who saved it.
  const identity::Actor batch_actor = identity::Actor::system("Yusuf");
};

TEST_P(MergeTest, IntoAPublishedRecordLeavesThePublicItsVersionUntilTheChangeIsVerified) {
  const Object before = publish(waterfall());
  const auto merged = merge(tourism_office, {.id = before.id.text(), .place = true, .fields = true});
  ASSERT_TRUE(merged) << merged.error().message.key;
  EXPECT_EQ(merged->before, std::to_string(before.version));
  const Object after = work(before.id);
  EXPECT_EQ(after.record.condition, "damaged");
  EXPECT_EQ(after.record.source, "survei 2026");
  EXPECT_EQ(after.record.place_precision, "gps");
  EXPECT_EQ(after.record.point(), (geo::Point{-2.502, 102.1}));
  EXPECT_EQ(after.record.name, "Air Terjun Talun") << "a double has the name already";
  EXPECT_EQ(after.record.details.at("kind").as_string(), "waterfall") << "a blank cell takes nothing away";
  EXPECT_EQ(published(before.slug)->record, before.record);
  ASSERT_TRUE(undo(*merged));
  EXPECT_EQ(work(before.id).record, before.record);
}

TEST_P(MergeTest, TakesThePlaceAloneOrTheFieldsAlone) {
  const Object object = *create(officer, waterfall());
  ASSERT_TRUE(merge(tourism_office, {.id = object.id.text(), .place = true}));
  EXPECT_EQ(work(object.id).record.accuracy_m, 4.0);
  EXPECT_EQ(work(object.id).record.source, "kunjungan petugas");
  const Object other = *create(officer, waterfall("Air Terjun Dua"));
  ASSERT_TRUE(merge(tourism_office, {.id = other.id.text(), .fields = true}));
  EXPECT_EQ(work(other.id).record.place_precision, "surveyed");
  EXPECT_EQ(work(other.id).record.source, "survei 2026");
}

TEST_P(MergeTest, AnotherOfficesRecordIsLeftAlone) {
  const Object object = publish(waterfall());
  const auto merged = merge(trade_office, {.id = object.id.text(), .place = true, .fields = true});
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().message.key, "potential.merge_other_office");
  EXPECT_EQ(work(object.id).record, object.record);
}

TEST_P(MergeTest, UndoAfterALaterEditNamesWhoChangedItAndTakesNothingBack) {
  const Object object = *create(officer, waterfall());
  const auto merged = merge(tourism_office, {.id = object.id.text(), .fields = true});
  ASSERT_TRUE(merged);
  const Object after = work(object.id);
  Record record = after.record;
  record.opening = "closed";
  ASSERT_TRUE(edit(officer, after, record));
  const auto undone = undo(*merged);
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().code, base::ErrorCode::kChanged);
  EXPECT_EQ(undone.error().message.key, "potential.changed_since_import");
  EXPECT_EQ(std::get<std::string>(undone.error().message.values[0].second), "Yusuf");
  EXPECT_EQ(work(object.id).record, record);
}

ON_BOTH_DATABASES(PotentialDatasetTest);
ON_BOTH_DATABASES(MergeTest);

}  // namespace
}  // namespace potential_test
