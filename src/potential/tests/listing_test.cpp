#include "potential/listing.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "inventory.h"
#include "potential/csv_export.h"

namespace potential_test {
namespace {

class ListingTest : public Inventory {
 protected:
  std::vector<std::string> search(std::string_view typed,
                                  const identity::Actor& actor = identity::Actor::nobody(),
                                  const Filter& filter = {}) {
    return read([&](db::Reader& reader) {
      std::vector<std::string> names;
      for (const Listed& listed : search_objects(reader, actor, filter, typed)) names.push_back(listed.name);
      return names;
    });
  }
  Counts counts(const identity::Actor& actor, const Filter& filter) {
    return read([&](db::Reader& reader) { return count_objects(reader, actor, filter); });
  }
  Record named(std::string name, std::string kind = "waterfall", double lon = 102.1) {
    Record record = waterfall(std::move(name));
    record.details["kind"] = std::move(kind);
    record.shape = geo::Point{-2.5, lon};
    return record;
  }
};

TEST_P(ListingTest, SearchForgivesTyping) {
  publish(named("Air Terjun Telentam"));
  publish(named("Goa Calau Petak", "cave"));
  EXPECT_EQ(search("telentam"), std::vector<std::string>{"Air Terjun Telentam"});
  EXPECT_EQ(search("telntam"), std::vector<std::string>{"Air Terjun Telentam"});
  EXPECT_EQ(search("TELENTÁM"), std::vector<std::string>{"Air Terjun Telentam"});
  EXPECT_EQ(search("telen"), std::vector<std::string>{"Air Terjun Telentam"});
  EXPECT_EQ(search("air trejun telemtam"), std::vector<std::string>{"Air Terjun Telentam"});
  EXPECT_EQ(search("xyzzy"), std::vector<std::string>{});
  EXPECT_EQ(search(""), std::vector<std::string>{});
}

TEST_P(ListingTest, SearchKnowsBothLanguagesVillagesAndOtherWords) {
  publish(named("Talun"));
  publish(named("Calau Petak", "cave", 102.6));
  EXPECT_EQ(search("waterfall"), std::vector<std::string>{"Talun"});
  EXPECT_EQ(search("curup"), std::vector<std::string>{"Talun"});
  EXPECT_EQ(search("goa"), std::vector<std::string>{"Calau Petak"});
  EXPECT_EQ(search("sungai bening"), std::vector<std::string>{"Talun"});
  EXPECT_EQ(search("muara jernih cave"), std::vector<std::string>{"Calau Petak"});
}

TEST_P(ListingTest, SearchPutsTheObjectThatAnswersEveryWordFirst) {
  publish(named("Air Terjun Talun"));
  publish(named("Air Panas Talun", "spring"));
  publish(named("Air Terjun Seluro"));
  EXPECT_EQ(search("air terjun talun").front(), "Air Terjun Talun");
  EXPECT_EQ(search("talun air terjun").front(), "Air Terjun Talun");
}

TEST_P(ListingTest, SearchNeverShowsWhatIsNotPublished) {
  const Object draft = *create(officer, named("Rahasia"));
  EXPECT_EQ(search("rahasia"), std::vector<std::string>{});
  EXPECT_EQ(search("rahasia", officer, {.face = Face::kWork}), std::vector<std::string>{"Rahasia"});
  EXPECT_EQ(search("rahasia", trader, {.face = Face::kWork}), std::vector<std::string>{});
  EXPECT_EQ(search("rahasia", identity::Actor::nobody(), {.face = Face::kWork}), std::vector<std::string>{});
}

TEST_P(ListingTest, SearchForgetsTheOldName) {
  const Object object = *create(officer, named("Lama"));
  Record record = object.record;
  record.name = "Baru";
  ASSERT_TRUE(edit(officer, object, record));
  EXPECT_EQ(search("lama", officer, {.face = Face::kWork}), std::vector<std::string>{});
  EXPECT_EQ(search("baru", officer, {.face = Face::kWork}), std::vector<std::string>{"Baru"});
}

TEST_P(ListingTest, PagesFollowEachOtherWithoutGapOrRepetition) {
  for (int i = 0; i < 7; ++i) ASSERT_TRUE(create(officer, named("Bukit " + std::to_string(i))));
  std::vector<std::string> names;
  std::string after;
  do {
    const auto page = read([&](db::Reader& reader) {
      return list_objects(reader, officer, {.face = Face::kWork}, {Order::kName, after, 3});
    });
    for (const Listed& listed : page.items) names.push_back(listed.name);
    after = page.next;
  } while (!after.empty());
  EXPECT_EQ(names, (std::vector<std::string>{"Bukit 0", "Bukit 1", "Bukit 2", "Bukit 3", "Bukit 4", "Bukit 5",
                                             "Bukit 6"}));
}

TEST_P(ListingTest, ListCountSearchAndExportShowTheSame) {
  publish(named("Satu"));
  *create(officer, named("Dua"));
  for (const auto& actor : {officer, verifier, head, trader, planner, admin, identity::Actor::nobody()}) {
    for (const Face face : {Face::kPublic, Face::kWork}) {
      const Filter filter{.face = face};
      const auto listed =
          read([&](db::Reader& reader) { return list_objects(reader, actor, filter, {}).items; });
      EXPECT_EQ(counts(actor, filter).all, static_cast<std::int64_t>(listed.size())) << actor.name;
      CsvExport csv(database(), areas, actor, filter);
      std::string text, piece;
      while (!(piece = csv.next_piece()).empty()) text += piece;
      EXPECT_EQ(std::ranges::count(text, '\n'), static_cast<std::ptrdiff_t>(listed.size()) + 1) << actor.name;
      EXPECT_EQ(search("satu dua", actor, filter).size(), listed.size()) << actor.name;
    }
  }
}

TEST_P(ListingTest, CountsFollowEveryMove) {
  Object object = publish(named("Satu"));
  *create(officer, named("Dua", "cave"));
  const Counts work = counts(officer, {.face = Face::kWork});
  EXPECT_EQ(work.by_state.at("published"), 1);
  EXPECT_EQ(work.by_state.at("draft"), 1);
  EXPECT_EQ(counts(identity::Actor::nobody(), {}).by_category.at("wisata"), 1);
  ASSERT_TRUE(act(head, object, Act::kArchive, "sebab"));
  EXPECT_EQ(counts(identity::Actor::nobody(), {}).all, 0);
  EXPECT_EQ(counts(officer, {.face = Face::kWork, .state = "archived"}).all, 1);
}

TEST_P(ListingTest, FiltersByVillageAndByDistrict) {
  publish(named("Barat"));
  publish(named("Timur", "waterfall", 102.6));
  const auto in = [&](std::string code) {
    return read([&](db::Reader& reader) {
      return list_objects(reader, identity::Actor::nobody(), {.area_code = code}, {}).items.size();
    });
  };
  EXPECT_EQ(in("91.01.01.2001"), 1u);
  EXPECT_EQ(in("91.01.01"), 1u);
  EXPECT_EQ(in("91.01.02.1002"), 0u);
}

TEST_P(ListingTest, ExportQuotesAndDisarmsFormulas) {
  Record record = named("=HYPERLINK(\"x\")");
  record.description_id = "dua\nbaris, koma";
  publish(record);
  CsvExport csv(database(), areas, identity::Actor::nobody(), {});
  const std::string text = csv.next_piece();
  EXPECT_NE(text.find("\"'=HYPERLINK(\"\"x\"\")\""), std::string::npos) << text;
  EXPECT_NE(text.find("\"dua\nbaris, koma\""), std::string::npos);
  EXPECT_NE(text.find(",-2.5,102.1,surveyed,"), std::string::npos);
  EXPECT_NE(text.find("Dinas Pariwisata"), std::string::npos);
  EXPECT_EQ(csv.next_piece(), "");
}

ON_BOTH_DATABASES(ListingTest);

}  // namespace
}  // namespace potential_test
