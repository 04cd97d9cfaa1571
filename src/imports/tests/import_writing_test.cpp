// Saving a batch, taking it back, and what becomes of doubles.
#include "desk_fixture.h"
#include "imports/import_jobs.h"
#include "imports/speak.h"

namespace imports_test {
namespace {

class ImportWritingTest : public ImportDeskTest {};
ON_BOTH_DATABASES(ImportWritingTest);

TEST_P(ImportWritingTest, AcceptedMendsAreReadyAndSavedRowsComeBackOnUndo) {
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

TEST_P(ImportWritingTest, TheSameFileAgainChangesNothingUntilItIsUndone) {
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

TEST_P(ImportWritingTest, AnOldPreviewIsNotSaved) {
  const auto batch = take(kFile, actor_, office_);
  ASSERT_TRUE(desk_->choose(actor_, batch.id, swap()).has_value());
  desk_->read(batch.id);
  EXPECT_EQ(desk_->save(actor_, batch.id, batch.generation).error().code, base::ErrorCode::kChanged);
}

TEST_P(ImportWritingTest, RowsLeftOutAndRowsRefusedInTheLastMomentAreNotWritten) {
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

TEST_P(ImportWritingTest, AWriteThatWasCutShortGoesOnWithoutDoubles) {
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

TEST_P(ImportWritingTest, TheQueueDoesWhatNoPageDid) {
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

const std::string kDoubles =
    "Nama;Lintang;Bujur;Catatan\n"
    "Goa Satu;-2,6;102,4;pertama\n"
    "goa satu;-2,6;102,4;kedua\n"
    "GOA SATU;-2,6;102,4;ketiga\n";

TEST_P(ImportWritingTest, DoublesAreLeftOutUnlessSomeoneDecides) {
  const auto batch = take(kDoubles, actor_, office_);
  EXPECT_EQ(batch.count("twins"), 2);
  EXPECT_EQ(batch.count("duplicates"), 2);
  EXPECT_THAT(rows(batch, "twins"), SizeIs(2));
  save(batch, actor_);
  EXPECT_THAT(notes(), ElementsAre("Goa Satu:pertama"));
}

TEST_P(ImportWritingTest, ADoubleMayBeMergedIntoTheRowBeforeIt) {
  imports::Choices choices;
  choices.twins = {{3, imports::Twin::kWhole}};
  const auto batch = save_with(take(kDoubles, actor_, office_), choices);
  EXPECT_EQ(batch.count("merged"), 1);
  EXPECT_EQ(batch.count("duplicates"), 1);
  EXPECT_EQ(batch.count("written"), 2);
  EXPECT_THAT(notes(), ElementsAre("Goa Satu:kedua+place+fields"));
}

TEST_P(ImportWritingTest, AChoiceForAllDoublesYieldsToTheOneForARow) {
  imports::Choices choices;
  choices.other_twins = imports::Twin::kPlace;
  choices.twins = {{4, imports::Twin::kDifferent}};
  const auto batch = save_with(take(kDoubles, actor_, office_), choices);
  EXPECT_EQ(batch.count("merged"), 1);
  EXPECT_THAT(notes(), testing::UnorderedElementsAre("Goa Satu:kedua+place", "GOA SATU:ketiga"));
}

TEST_P(ImportWritingTest, UndoTakesBackWhatWasMergedBeforeWhatWasMade) {
  imports::Choices choices;
  choices.other_twins = imports::Twin::kFields;
  const auto batch = save_with(take(kDoubles, actor_, office_), choices);
  EXPECT_THAT(notes(), ElementsAre("Goa Satu:ketiga+fields"));
  ASSERT_TRUE(desk_->undo(actor_, batch.id).has_value());
  desk_->take_back(batch.id);
  EXPECT_EQ(get(batch.id).count("undone"), 3);
  EXPECT_THAT(notes(), IsEmpty());
}

TEST_P(ImportWritingTest, ARecordOfTheStoreIsMergedIntoAndComesBackOnUndo) {
  save(take("Nama;Lintang;Bujur\nGoa Lama;-2,6;102,4\n", actor_, office_), actor_);
  places_->twins["Goa Lama"] = record_of("Goa Lama");
  imports::Choices choices;
  choices.other_twins = imports::Twin::kFields;
  const auto batch =
      save_with(take("Nama;Lintang;Bujur;Catatan\nGoa Lama;-2,61;102,4;baru\n", actor_, office_), choices);
  EXPECT_THAT(notes(), ElementsAre("Goa Lama:baru+fields"));
  ASSERT_TRUE(desk_->undo(actor_, batch.id).has_value());
  desk_->take_back(batch.id);
  EXPECT_THAT(notes(), ElementsAre("Goa Lama:"));
}

TEST_P(ImportWritingTest, AChoiceForAllDoesNotTakeTheSameFileTwice) {
  save(take(kFile, actor_, office_), actor_);
  const auto again = take(kFile, actor_, office_);
  imports::Choices choices;
  choices.other_twins = imports::Twin::kDifferent;
  ASSERT_TRUE(desk_->choose(actor_, again.id, choices).has_value());
  desk_->read(again.id);
  EXPECT_EQ(get(again.id).count("ready"), 1);  // the row that doubled another of its own file
}

}  // namespace
}  // namespace imports_test
