#pragma once
// The state of a thing: sign, word and colour, always all three.
#include "base/error.h"
#include "base/json.h"

namespace view {

enum class Tone {
  kDraft,      ///< being written
  kSubmitted,  ///< with us
  kWaiting,    ///< waits for the reader
  kLate,       ///< late, or not yet good
  kDecided,    ///< done, published
  kRejected,   ///< refused, ended
};

/// Data for the partial view/status.
base::Json status(Tone tone, const base::Message& words);

}  // namespace view
