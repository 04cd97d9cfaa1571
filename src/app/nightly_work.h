#pragma once
// What the program tidies up for itself every night, as a job like any other.
#include "house.h"

namespace app {

inline constexpr const char* kNightlyJob = "app.nightly";

/// Gives the queue of the house its handler.
void handle_nightly_work(House& house);
/// Sees to it that the next night is planned; for a program that serves.
void plan_nightly_work(House& house);

}  // namespace app
