#pragma once
// The states of an object of the inventory and the acts that lead from one to the next: pure rules.
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace potential {

enum class State { kDraft, kSubmitted, kVerified, kPublished, kArchived };

enum class Act {
  kCreate,
  kEdit,  ///< of a draft, or of what is published: the public goes on seeing the old face
  kSubmit,
  kReturn,  ///< back to its writers, with the reason
  kVerify,  ///< by a second person
  kPublish,
  kArchive,  ///< out of the public's sight, with the reason; nothing is ever deleted
  kReopen,
};

/// The words of the database, the API and the addresses: "draft", "submit", …
std::string_view name_of(State state);
std::string_view name_of(Act act);
std::optional<State> parse_state(std::string_view name);
std::optional<Act> parse_act(std::string_view name);

struct Circumstances {
  bool had_a_hand = false;       ///< this person wrote or submitted something since it was last published
  std::string_view reason = {};  ///< for those whom the act concerns
};

/// The state after `act`. Refuses what does not follow from `state` (kInvalid "potential.not_now.…"), an
/// act that lacks its reason (kInvalid, field "reason"), and verification by one who had a hand in it
/// (kNotAllowed "potential.second_person_needed").
base::Result<State> next_state(State state, Act act, const Circumstances& circumstances);

/// Whether `act` follows from `state` at all; for showing only the buttons that work.
bool follows(State state, Act act);

}  // namespace potential
