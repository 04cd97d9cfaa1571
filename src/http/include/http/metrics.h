#pragma once
// Counters, gauges and histograms, and their Prometheus text form.
#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace http {

class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// Times; its buckets end at kBounds.
class Histogram {
 public:
  static constexpr std::array kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                      0.25,  0.5,    1.0,   2.5,  5.0,   10.0};

  void observe(double value_s);
  std::string format(std::string_view name, std::string_view labels) const;

 private:
  std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> buckets_{};
  std::atomic<std::uint64_t> sum_us_ = 0;
};

/// Makes series and lists them. A series lives as long as this; asking again for the same name and labels
/// gives the same one.
class Metrics {
 public:
  /// `labels` in Prometheus form: `route="/potensi/{id}",status="2xx"`; empty for none.
  Counter& counter(std::string_view name, std::string_view help, std::string_view labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, std::string_view labels = {});
  /// `read` is called, from any thread, whenever the metrics are asked for.
  void gauge(std::string_view name, std::string_view help, std::function<double()> read,
             std::string_view labels = {});

  /// The text exposition format, version 0.0.4.
  std::string format() const;

 private:
  struct Series {
    std::string name, help, labels;
    Counter counter;
    Histogram histogram;
    std::function<double()> gauge;
    enum { kCounter, kHistogram, kGauge } kind = kCounter;
  };
  Series& find_or_make(std::string_view name, std::string_view help, std::string_view labels);

  mutable std::mutex mutex_;
  std::deque<Series> series_;
};

}  // namespace http
