#include "change_watch.h"

#include <algorithm>
#include <limits>

#include "audit/audit.h"

namespace app {

namespace {

/// The topic of the kept answers that an action makes old; empty where the public sees nothing of it.
std::string topic_of(const std::string& action) {
  if (action.starts_with("region.")) return "region";
  if (action == "potential.publish" || action == "potential.archive") return "potential";
  return {};
}

}  // namespace

ChangeWatch::ChangeWatch(db::Database& database)
    : database_(database), position_(database.read([](db::Reader& reader) {
        return audit::news_since(reader, std::numeric_limits<std::int64_t>::max()).position;
      })) {}

std::vector<std::string> ChangeWatch::look() {
  const audit::News news =
      database_.read([&](db::Reader& reader) { return audit::news_since(reader, position_); });
  position_ = news.position;
  std::vector<std::string> topics;
  for (const std::string& action : news.actions)
    if (std::string topic = topic_of(action);
        !topic.empty() && std::ranges::find(topics, topic) == topics.end())
      topics.push_back(std::move(topic));
  return topics;
}

}  // namespace app
