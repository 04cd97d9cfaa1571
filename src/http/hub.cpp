#include "hub.h"

#include <charconv>
#include <cstdio>
#include <ctime>

#include "base/digest.h"

namespace http {
namespace {

constexpr std::size_t kLogBytes = 64 * 1024;
constexpr int kIdPrefixBytes = 6;

/// IMF-fixdate of RFC 9110, section 5.6.7.
std::string http_date(std::int64_t second) {
  const std::time_t time = second;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[40];
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char rest[24];
  std::strftime(rest, sizeof rest, "%Y %H:%M:%S GMT", &parts);
  std::snprintf(text, sizeof text, "%s, %02d %s %s", kDays[parts.tm_wday], parts.tm_mday,
                kMonths[parts.tm_mon], rest);
  return text;
}

}  // namespace

Hub::Hub(const Config& c, Metrics& metrics, WorkerPool& workers)
    : config(c),
      limits(c.limits),
      pool(workers),
      id_prefix_(base::random_token(kIdPrefixBytes) + '-'),
      refused_(metrics.counter("serumpun_http_refused_total",
                               "Requests refused for their form, slowness or number.")),
      kept_(metrics.counter("serumpun_http_kept_total", "Static files and kept answers sent.")),
      bytes_(metrics.counter("serumpun_http_body_bytes_total", "Bytes of bodies sent.")) {
  for (std::size_t i = 1; i < by_class_.size(); ++i) {
    by_class_[i] = &metrics.counter("serumpun_http_requests_total", "Requests answered.",
                                    "status=\"" + std::to_string(i) + "xx\"");
  }
  tick();
}

std::string Hub::next_request_id() {
  char text[20];
  const auto end = std::to_chars(text, text + sizeof text, ++next_id_, 16).ptr;
  std::string id = id_prefix_;
  return id.append(text, end);
}

void Hub::tick() {
  const base::Instant now = config.clock->now();
  if (now.ms / 1000 != date_second_) {
    date_second_ = now.ms / 1000;
    date_field_ = "Date: " + http_date(date_second_) + "\r\n";
    log_time_ = base::format_rfc3339({date_second_ * 1000}).substr(0, 19) + 'Z';
  }
  if (log_lines_.empty()) return;
  pool.submit_step([write = config.access_log, lines = std::move(log_lines_)] { write(lines); });
  log_lines_.clear();
}

void Hub::log(AccessRecord record) {
  by_class_[static_cast<std::size_t>(record.status / 100)]->add();
  bytes_.add(record.bytes);
  if (!config.access_log) return;
  record.time = log_time_;
  append_line(log_lines_, record);
  if (log_lines_.size() >= kLogBytes) tick();
}

bool Hub::enter(Connection* connection, const std::string& network, bool counted) {
  if (connections_.size() >= limits.connections) return false;
  if (counted) {
    std::size_t& count = per_network_[network];
    if (count >= limits.connections_per_network) return false;
    ++count;
  }
  connections_.insert(connection);
  connection_count_ = connections_.size();
  return true;
}

void Hub::leave(Connection* connection, const std::string& network, bool counted) {
  connections_.erase(connection);
  connection_count_ = connections_.size();
  if (!counted) return;
  const auto found = per_network_.find(network);
  if (--found->second == 0) per_network_.erase(found);
}

}  // namespace http
