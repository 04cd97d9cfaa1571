#include "potential/duty.h"

#include <gtest/gtest.h>

#include "inventory.h"
#include "potential/words.h"

namespace potential_test {
namespace {

class DutyTest : public Inventory {
 protected:
  void charge(const identity::OfficeId& office, std::string number, std::string text, bool active = true) {
    write([&](db::Transaction& tx) {
      const auto version = region::find_office(tx, office)->version;
      const region::TupoksiEdit item{.number = std::move(number),
                                     .text = std::move(text),
                                     .legal_basis = "Perbup contoh",
                                     .active = active};
      EXPECT_TRUE(region::add_tupoksi(tx, identity::Actor::system(), office, version, item, kNow));
    });
  }
  base::Result<region::Office> office_for(const char* category) {
    return read([&](db::Reader& reader) {
      return potential::office_for(reader, *CategoryBook::shipped().find(category));
    });
  }
  std::string why_not(const char* category) {
    const auto office = office_for(category);
    return office ? "given to " + office->name : office.error().message.key;
  }
};

TEST_P(DutyTest, AFileBelongsToTheOneOfficeWhoseTupoksiNamesItsCategory) {
  charge(tourism_office, "1", "Membina sanggar seni");
  charge(tourism_office, "2", "Mengembangkan daya tarik wisata");
  charge(trade_office, "1", "Mengelola pasar daerah");
  EXPECT_EQ(office_for("wisata")->id, tourism_office);
  EXPECT_EQ(office_for("gua")->id, tourism_office);
  EXPECT_EQ(office_for("pasar")->id, trade_office);
  const auto item = read([&](db::Reader& reader) {
    return duty_of(reader, tourism_office, *CategoryBook::shipped().find("wisata"));
  });
  ASSERT_TRUE(item);
  EXPECT_EQ(item->number, "2");
}

TEST_P(DutyTest, WhereNoneOrSeveralAreChargedSomebodyMustChoose) {
  charge(trade_office, "1", "Menata pemasaran hasil industri");
  EXPECT_EQ(why_not("pasar"), "potential.owner_unnamed") << "pemasaran is no pasar";
  charge(trade_office, "2", "Mengelola pasar");
  charge(tourism_office, "1", "Memungut retribusi pasar seni");
  EXPECT_EQ(why_not("pasar"), "potential.owner_several");
}

TEST_P(DutyTest, ARetiredItemChargesNobody) {
  charge(tourism_office, "1", "Mengelola wisata", false);
  EXPECT_EQ(why_not("wisata"), "potential.owner_unnamed");
}

ON_BOTH_DATABASES(DutyTest);

TEST(Duty, EveryCategoryHasWordsByWhichATupoksiNamesIt) {
  for (const Category& category : CategoryBook::shipped().all()) {
    EXPECT_FALSE(category.duties.empty()) << category.key;
    for (const std::string& words : category.duties) EXPECT_EQ(words, fold(words)) << category.key;
  }
}

}  // namespace
}  // namespace potential_test
