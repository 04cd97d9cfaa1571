#include "potential/state.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace potential {
namespace {

constexpr State kAllStates[] = {State::kDraft, State::kSubmitted, State::kVerified, State::kPublished,
                                State::kArchived};
constexpr Act kAllActs[] = {Act::kCreate, Act::kEdit,    Act::kSubmit,  Act::kReturn,
                            Act::kVerify, Act::kPublish, Act::kArchive, Act::kReopen};

TEST(State, NamesReadBack) {
  for (const State state : kAllStates) EXPECT_EQ(parse_state(name_of(state)), state);
  for (const Act act : kAllActs) EXPECT_EQ(parse_act(name_of(act)), act);
  EXPECT_FALSE(parse_state("deleted"));
}

TEST(State, GoesFromDraftToThePublicByThreeActs) {
  EXPECT_EQ(next_state(State::kDraft, Act::kSubmit, {}), State::kSubmitted);
  EXPECT_EQ(next_state(State::kSubmitted, Act::kVerify, {}), State::kVerified);
  EXPECT_EQ(next_state(State::kVerified, Act::kPublish, {}), State::kPublished);
}

TEST(State, RefusesToVerifyOnesOwnWork) {
  const auto answer = next_state(State::kSubmitted, Act::kVerify, {.had_a_hand = true});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, base::ErrorCode::kNotAllowed);
}

TEST(State, WantsAReasonForReturningAndArchiving) {
  for (const auto& [state, act] :
       {std::pair{State::kSubmitted, Act::kReturn}, {State::kPublished, Act::kArchive}}) {
    const auto answer = next_state(state, act, {.reason = " \n"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().fields.at(0).field, "reason");
    EXPECT_TRUE(next_state(state, act, {.reason = "Titik jatuh di sungai."}));
  }
}

TEST(State, RefusesToEditWhatIsBeingVerified) {
  EXPECT_FALSE(next_state(State::kSubmitted, Act::kEdit, {}));
  EXPECT_FALSE(next_state(State::kVerified, Act::kEdit, {}));
  EXPECT_FALSE(next_state(State::kArchived, Act::kEdit, {}));
}

RC_GTEST_PROP(State, NothingIsPublishedWithoutASecondPerson,
              (std::vector<int> acts, std::vector<int> people)) {
  // Any sequence of acts by three people: who wrote or submitted since the last publication never verified
  // it.
  State state = State::kDraft;
  std::set<int> hands{0};
  std::optional<int> verifier;
  for (std::size_t i = 0; i < std::min(acts.size(), people.size()); ++i) {
    const Act act = kAllActs[static_cast<unsigned>(acts[i]) % std::size(kAllActs)];
    const int person = static_cast<int>(static_cast<unsigned>(people[i]) % 3);
    const auto next = next_state(state, act, {.had_a_hand = hands.contains(person), .reason = "sebab"});
    RC_ASSERT(next.has_value() <= follows(state, act));
    if (!next) continue;
    if (act == Act::kEdit || act == Act::kSubmit) hands.insert(person);
    if (act == Act::kVerify) verifier = person;
    if (act == Act::kPublish) {
      RC_ASSERT(verifier.has_value());
      RC_ASSERT(!hands.contains(*verifier));
      hands.clear();
      verifier.reset();
    }
    state = *next;
  }
}

}  // namespace
}  // namespace potential
