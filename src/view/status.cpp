#include "view/status.h"

#include "view/views.h"

namespace view {

base::Json status(Tone tone, const base::Message& words) {
  struct Look {
    const char *kind, *sign;
  };
  // Drawn in a square of 16: pencil, lens, pause, warning triangle, tick, cross.
  static constexpr Look kLooks[] = {{"draft", "m3 13 .7-3 6.8-6.8 2.3 2.3L6 12.3z"},
                                    {"submitted", "M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0M10.2 10.2l3.3 3.3"},
                                    {"waiting", "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M6.3 5.7v4.6M9.7 5.7v4.6"},
                                    {"late", "M8 2 14.5 13.5h-13zM8 6.5v3.3M8 11.8v.1"},
                                    {"decided", "m3 8.5 3.3 3.3L13 4.5"},
                                    {"rejected", "m4 4 8 8M12 4l-8 8"}};
  const Look& look = kLooks[static_cast<int>(tone)];
  return base::Json::object({{"kind", look.kind}, {"sign", look.sign}, {"words", to_json(words)}});
}

}  // namespace view
