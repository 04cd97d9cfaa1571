#pragma once
// What all connections of a server share. Belongs to their thread, except where it says otherwise.
#include <utility>

#include <boost/asio/io_context.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "access_log.h"
#include "http/server.h"
#include "worker_pool.h"

namespace http {

class Connection;

class Hub {
 public:
  Hub(const Config& config, Metrics& metrics, WorkerPool& pool);

  const Config& config;
  const Limits& limits;
  boost::asio::io_context io{1};
  WorkerPool& pool;
  bool stopping = false;

  std::string next_request_id();
  const std::string& date_field() const { return date_field_; }
  /// Once a tick: the date, and the log's lines to its writer.
  void tick();

  void log(AccessRecord record);
  void count_refusal() { refused_.add(); }
  void count_kept() { kept_.add(); }

  /// False when this network, or the house, is full.
  bool enter(Connection* connection, const std::string& network, bool counted);
  void leave(Connection* connection, const std::string& network, bool counted);
  const std::unordered_set<Connection*>& connections() const { return connections_; }
  std::size_t connection_count() const { return connection_count_; }  ///< any thread

 private:
  std::string id_prefix_, date_field_, log_time_, log_lines_;
  std::int64_t date_second_ = -1;
  std::uint64_t next_id_ = 0;
  std::unordered_set<Connection*> connections_;
  std::unordered_map<std::string, std::size_t> per_network_;
  std::atomic<std::size_t> connection_count_ = 0;
  std::array<Counter*, 6> by_class_{};
  Counter &refused_, &kept_, &bytes_;
};

}  // namespace http
