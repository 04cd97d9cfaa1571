#pragma once
// The audit: who did what, when, why, and what it was before and after. Written in the transaction of the
// change itself.
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "db/page.h"
#include "db/reader.h"

namespace audit {

struct Who {
  std::string person_id;     ///< empty for the system itself
  std::string name;          ///< as it was at the time
  std::string network = {};  ///< /24 or /64, empty from the terminal
};

struct Event {
  Who who;
  std::string action;   ///< a key, e.g. "potential.published"
  std::string subject;  ///< kind and id, e.g. "potential_object/0192…"
  base::Json before = {}, after = {};
  std::string why = {};  ///< in the person's words; may be empty
};

void record(db::Transaction& tx, const Event& event, base::Instant now);

struct Entry {
  std::string id;
  base::Instant at;
  std::string person_id, person_name, network, action, subject;
  base::Json before_json, after_json;
  std::string why;
  std::optional<std::int64_t> position;  ///< its place in the chain; none until sealed
};
template <class Visit>
void fields(Visit& visit, Entry& e) {
  visit("id", e.id);
  visit("at", e.at);
  visit("person_id", e.person_id);
  visit("person_name", e.person_name);
  visit("network", e.network);
  visit("action", e.action);
  visit("subject", e.subject);
  visit("before_json", e.before_json);
  visit("after_json", e.after_json);
  visit("why", e.why);
  visit("position", e.position);
}

/// What was sealed after a position of the chain: cheap to ask for again and again, and nothing slips
/// through, as the chain has no gaps.
struct News {
  std::int64_t position = 0;              ///< of the last entry; ask from here the next time
  std::vector<std::string> actions = {};  ///< each once
};
News news_since(db::Reader& reader, std::int64_t position);

/// Everything done to a subject, oldest first.
std::vector<Entry> of_subject(db::Reader& reader, const std::string& subject);
/// The latest first; `cursor` from the page before, or empty. Only those done by a person, or everyone's.
db::Page<Entry> latest(db::Reader& reader, const std::optional<std::string>& person_id,
                       const std::string& cursor, std::size_t size);

}  // namespace audit
