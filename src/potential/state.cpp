#include "potential/state.h"

#include <algorithm>
#include <array>
#include <utility>

namespace potential {
namespace {

constexpr std::array<std::pair<State, std::string_view>, 5> kStates{{{State::kDraft, "draft"},
                                                                     {State::kSubmitted, "submitted"},
                                                                     {State::kVerified, "verified"},
                                                                     {State::kPublished, "published"},
                                                                     {State::kArchived, "archived"}}};

constexpr std::array<std::pair<Act, std::string_view>, 8> kActs{{{Act::kCreate, "create"},
                                                                 {Act::kEdit, "edit"},
                                                                 {Act::kSubmit, "submit"},
                                                                 {Act::kReturn, "return"},
                                                                 {Act::kVerify, "verify"},
                                                                 {Act::kPublish, "publish"},
                                                                 {Act::kArchive, "archive"},
                                                                 {Act::kReopen, "reopen"}}};

struct Step {
  State from;
  Act act;
  State to;
};

constexpr Step kSteps[] = {
    {State::kDraft, Act::kEdit, State::kDraft},           {State::kDraft, Act::kSubmit, State::kSubmitted},
    {State::kDraft, Act::kArchive, State::kArchived},     {State::kSubmitted, Act::kReturn, State::kDraft},
    {State::kSubmitted, Act::kVerify, State::kVerified},  {State::kVerified, Act::kReturn, State::kDraft},
    {State::kVerified, Act::kPublish, State::kPublished}, {State::kPublished, Act::kEdit, State::kDraft},
    {State::kPublished, Act::kArchive, State::kArchived}, {State::kArchived, Act::kReopen, State::kDraft},
};

const Step* find_step(State state, Act act) {
  const auto* step =
      std::ranges::find_if(kSteps, [&](const Step& s) { return s.from == state && s.act == act; });
  return step == std::end(kSteps) ? nullptr : step;
}

template <class Names, class Value>
std::string_view name_in(const Names& names, Value value) {
  return std::ranges::find(names, value, [](const auto& pair) { return pair.first; })->second;
}

template <class Value, class Names>
std::optional<Value> value_in(const Names& names, std::string_view name) {
  const auto* found = std::ranges::find(names, name, [](const auto& pair) { return pair.second; });
  if (found == names.end()) return std::nullopt;
  return found->first;
}

bool needs_reason(Act act) {
  return act == Act::kReturn || act == Act::kArchive;
}

}  // namespace

std::string_view name_of(State state) {
  return name_in(kStates, state);
}
std::string_view name_of(Act act) {
  return name_in(kActs, act);
}
std::optional<State> parse_state(std::string_view name) {
  return value_in<State>(kStates, name);
}
std::optional<Act> parse_act(std::string_view name) {
  return value_in<Act>(kActs, name);
}

bool follows(State state, Act act) {
  return find_step(state, act) != nullptr;
}

base::Result<State> next_state(State state, Act act, const Circumstances& circumstances) {
  const Step* step = find_step(state, act);
  if (step == nullptr)
    return base::fail(base::ErrorCode::kInvalid, {"potential.not_now." + std::string(name_of(state)), {}});
  if (act == Act::kVerify && circumstances.had_a_hand)
    return base::fail(base::ErrorCode::kNotAllowed, {"potential.second_person_needed", {}});
  if (needs_reason(act) && circumstances.reason.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    const base::Message message{"potential.reason_missing", {}};
    return base::fail(base::ErrorCode::kInvalid, message, {{"reason", message}});
  }
  return step->to;
}

}  // namespace potential
