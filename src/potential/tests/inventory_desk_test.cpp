#include "inventory.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "potential/listing.h"

namespace potential_test {
namespace {

using base::ErrorCode;

class InventoryDeskTest : public Inventory {};

TEST_P(InventoryDeskTest, FindsTheVillageFromThePlace) {
  const auto object = create(officer, waterfall());
  ASSERT_TRUE(object);
  EXPECT_EQ(object->record.area_code, "91.01.01.2001");
  EXPECT_EQ(object->slug, "air-terjun-talun");
  EXPECT_EQ(object->state, State::kDraft);
}

TEST_P(InventoryDeskTest, TakesAPlaceJustOutsideABorderThatIsDrawnRoughly) {
  Record record = waterfall();
  record.shape = geo::Point{-2.5, 101.996};
  EXPECT_EQ(create(officer, record)->record.area_code, "91.01.01.2001");
  record.shape = geo::Point{-2.5, 101.98};
  const auto refused = create(officer, record);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).message.key, "potential.place_outside");
}

TEST_P(InventoryDeskTest, KeepsTheDistrictOfACentroid) {
  Record record = waterfall();
  record.place_precision = "centroid";
  record.area_code = "91.01.01";
  EXPECT_EQ(create(officer, record)->record.area_code, "91.01.01");
}

TEST_P(InventoryDeskTest, NamesEveryWrongFieldAtOnce) {
  Record record = waterfall();
  record.shape = geo::Point{-2.5, 110};
  record.category = "rahasia";
  record.tupoksi_item = "0192";
  const auto refused = create(officer, record);
  ASSERT_FALSE(refused);
  std::vector<std::string> fields;
  for (const auto& error : refused.error().fields) fields.push_back(error.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"category", "tupoksi_item", "place"}));
}

TEST_P(InventoryDeskTest, GivesTwoThingsOfOneNameDifferentAddresses) {
  EXPECT_EQ(create(officer, waterfall())->slug, "air-terjun-talun");
  EXPECT_EQ(create(officer, waterfall())->slug, "air-terjun-talun-2");
  EXPECT_EQ(create(officer, waterfall())->slug, "air-terjun-talun-3");
}

TEST_P(InventoryDeskTest, ShowsThePublicWhatASecondPersonVerified) {
  EXPECT_FALSE(published("air-terjun-talun"));
  const Object object = publish(waterfall());
  ASSERT_TRUE(published("air-terjun-talun"));
  EXPECT_EQ(published("air-terjun-talun")->path(), "/potensi/wisata/air-terjun-talun");
  EXPECT_EQ(object.published_version, object.version);
}

TEST_P(InventoryDeskTest, RefusesToLetWritersVerify) {
  identity::Actor both = officer;
  both.grants.push_back({.role = identity::Role::kVerifier, .office = tourism_office, .from = {2020, 1, 1}});
  const Object submitted = *act(both, *create(both, waterfall()), Act::kSubmit);
  const auto verified = act(both, submitted, Act::kVerify);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().message.key, "potential.second_person_needed");
  EXPECT_TRUE(act(verifier, submitted, Act::kVerify));
}

TEST_P(InventoryDeskTest, AnEarlierWriterMayNotVerifyEither) {
  identity::Actor both = officer;
  both.person = identity::PersonId::make(kNow);
  both.grants.push_back({.role = identity::Role::kVerifier, .office = tourism_office, .from = {2020, 1, 1}});
  Object object = *create(both, waterfall());
  object = *act(officer, object, Act::kSubmit);
  EXPECT_FALSE(act(both, object, Act::kVerify));
}

TEST_P(InventoryDeskTest, RefusesToSubmitWhatIsIncomplete) {
  Record record = waterfall();
  record.source = "";
  const auto submitted = act(officer, *create(officer, record), Act::kSubmit);
  ASSERT_FALSE(submitted);
  EXPECT_EQ(submitted.error().fields.at(0).field, "source");
}

TEST_P(InventoryDeskTest, KeepsThePublicFaceWhileAChangeWaits) {
  Object object = publish(waterfall());
  Record record = object.record;
  record.name = "Air Terjun Talun Besar";
  object = *edit(officer, object, record);
  EXPECT_EQ(object.state, State::kDraft);
  EXPECT_EQ(published("air-terjun-talun")->record.name, "Air Terjun Talun");
  object = *act(officer, object, Act::kSubmit);
  object = *act(verifier, object, Act::kVerify);
  ASSERT_TRUE(act(head, object, Act::kPublish));
  EXPECT_EQ(published("air-terjun-talun")->record.name, "Air Terjun Talun Besar");
}

TEST_P(InventoryDeskTest, ArchivingTakesItOutOfSight) {
  const Object object = publish(waterfall());
  EXPECT_FALSE(act(head, object, Act::kArchive));
  const auto archived = act(head, object, Act::kArchive, "Longsor; sudah tidak ada.");
  ASSERT_TRUE(archived);
  EXPECT_FALSE(published("air-terjun-talun"));
  EXPECT_EQ(act(officer, *archived, Act::kReopen)->state, State::kDraft);
}

TEST_P(InventoryDeskTest, RefusesAChangeOfWhatChangedMeanwhile) {
  const Object first = *create(officer, waterfall());
  Record record = first.record;
  record.condition = "good";
  ASSERT_TRUE(edit(officer, first, record));
  record.condition = "damaged";
  const auto late = edit(officer, first, record);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::kChanged);
}

TEST_P(InventoryDeskTest, AnEditThatChangesNothingMakesNoVersion) {
  const Object object = *create(officer, waterfall());
  EXPECT_EQ(edit(officer, object, object.record)->version, object.version);
}

TEST_P(InventoryDeskTest, HidesOtherOfficesDraftsAsIfTheyDidNotExist) {
  const Object object = *create(officer, waterfall());
  for (const auto& stranger : {trader, admin, identity::Actor::nobody()}) {
    const auto found = read([&](db::Reader& reader) { return desk.find(reader, stranger, object.id); });
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::kNotFound);
    EXPECT_FALSE(read([&](db::Reader& reader) { return desk.history(reader, stranger, object.id); }));
  }
  EXPECT_TRUE(read([&](db::Reader& reader) { return desk.find(reader, planner, object.id); }));
}

TEST_P(InventoryDeskTest, EachRoleMayDoWhatItsTableSays) {
  struct Case {
    State state;
    Act act;
    std::vector<const identity::Actor*> may;
  };
  const std::vector<Case> cases{{State::kDraft, Act::kEdit, {&officer}},
                                {State::kDraft, Act::kSubmit, {&officer}},
                                {State::kDraft, Act::kArchive, {&officer}},
                                {State::kSubmitted, Act::kVerify, {&verifier, &head}},
                                {State::kSubmitted, Act::kReturn, {&officer, &verifier, &head}},
                                {State::kVerified, Act::kPublish, {&verifier, &head}},
                                {State::kPublished, Act::kArchive, {&verifier, &head}},
                                {State::kPublished, Act::kEdit, {&officer}},
                                {State::kArchived, Act::kReopen, {&officer}}};
  const auto bring_to = [&](State state) {
    Object object = *create(officer, waterfall());
    if (state == State::kArchived) return *act(officer, object, Act::kArchive, "salah catat");
    if (state == State::kDraft) return object;
    object = *act(officer, object, Act::kSubmit);
    if (state == State::kSubmitted) return object;
    object = *act(verifier, object, Act::kVerify);
    if (state == State::kVerified) return object;
    return *act(verifier, object, Act::kPublish);
  };
  for (const Case& c : cases) {
    for (const identity::Actor* actor : {&officer, &verifier, &head, &trader, &planner, &admin}) {
      const Object object = bring_to(c.state);
      Record changed = object.record;
      changed.condition = "good";
      const auto done =
          c.act == Act::kEdit ? edit(*actor, object, changed) : act(*actor, object, c.act, "sebab");
      const bool may = std::ranges::find(c.may, actor) != c.may.end();
      EXPECT_EQ(done.has_value(), may) << name_of(c.act) << " by " << actor->name;
      if (done || actor == &trader || actor == &admin) continue;
      EXPECT_EQ(done.error().code, ErrorCode::kNotAllowed) << name_of(c.act) << " by " << actor->name;
    }
  }
  EXPECT_EQ(create(verifier, waterfall()).error().code, ErrorCode::kNotAllowed);
  EXPECT_EQ(create(identity::Actor::nobody(), waterfall()).error().code, ErrorCode::kSignInNeeded);
}

TEST_P(InventoryDeskTest, OffersOnlyActsThatWork) {
  const Object object = *act(officer, *create(officer, waterfall()), Act::kSubmit);
  const auto acts = [&](const identity::Actor& actor) {
    return read([&](db::Reader& reader) { return desk.possible_acts(reader, actor, object); });
  };
  EXPECT_EQ(acts(officer), std::vector<Act>{Act::kReturn});
  EXPECT_EQ(acts(verifier), (std::vector<Act>{Act::kVerify, Act::kReturn}));
  EXPECT_EQ(acts(planner), std::vector<Act>{});
}

TEST_P(InventoryDeskTest, HistoryTellsWhoDidWhatAndRestores) {
  const Object first = *create(officer, waterfall());
  Record record = first.record;
  record.name = "Talun";
  record.details["entrance_fee"] = 5000;
  const Object second = *edit(officer, first, record);
  const auto history = read([&](db::Reader& reader) { return *desk.history(reader, officer, first.id); });
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].person_name, "Yusuf");
  EXPECT_EQ(history[0].act, "edit");
  const Record before = read([&](db::Reader& reader) {
    return *desk.revision(reader, officer, {first.id, 1});
  });
  const auto changes = differences(before, second.record);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].field, "name");
  EXPECT_EQ(changes[1].field, "details/entrance_fee");
  const auto restored = write([&](db::Transaction& tx) {
    return desk.restore(tx, officer, {first.id, second.version}, 1, kNow);
  });
  ASSERT_TRUE(restored);
  EXPECT_EQ(restored->record, first.record);
  EXPECT_EQ(restored->version, 3);
}

TEST_P(InventoryDeskTest, WritesEachChangeIntoTheAuditTrail) {
  const Object object = publish(waterfall());
  const auto entries = read(
      [&](db::Reader& reader) { return audit::of_subject(reader, "potential_object/" + object.id.text()); });
  ASSERT_EQ(entries.size(), 4u);
  EXPECT_EQ(entries[0].action, "potential.create");
  EXPECT_EQ(entries[0].after_json.at("name").as_string(), "Air Terjun Talun");
  EXPECT_EQ(entries[3].action, "potential.publish");
  EXPECT_EQ(entries[3].person_name, "Harun");
}

TEST_P(InventoryDeskTest, TakesBackOnlyWhatNobodyTouched) {
  const Object untouched = *create(officer, waterfall());
  const Object touched = *create(officer, waterfall());
  Record record = touched.record;
  record.condition = "good";
  ASSERT_TRUE(edit(officer, touched, record));
  const auto take_back = [&](const Object& object) {
    return write([&](db::Transaction& tx) { return desk.take_back(tx, officer, {object.id, 1}, kNow); });
  };
  EXPECT_TRUE(take_back(untouched));
  EXPECT_FALSE(read([&](db::Reader& reader) { return desk.find(reader, officer, untouched.id); }));
  const auto refused = take_back(touched);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kChanged);
  const auto counts =
      read([&](db::Reader& reader) { return count_objects(reader, officer, {.face = Face::kWork}); });
  EXPECT_EQ(counts.all, 1);
}

ON_BOTH_DATABASES(InventoryDeskTest);

}  // namespace
}  // namespace potential_test
