#include "http/metrics.h"

#include <cstdio>

#include "base/check.h"

namespace http {
namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

std::string with_labels(std::string_view name, std::string_view labels, std::string_view more = {}) {
  std::string out(name);
  if (labels.empty() && more.empty()) return out;
  out += '{';
  out += labels;
  if (!labels.empty() && !more.empty()) out += ',';
  out += more;
  return out + '}';
}

}  // namespace

void Histogram::observe(double value_s) {
  std::size_t bucket = 0;
  while (bucket < kBounds.size() && value_s > kBounds[bucket]) ++bucket;
  buckets_[bucket].fetch_add(1, std::memory_order_relaxed);
  sum_us_.fetch_add(static_cast<std::uint64_t>(value_s * 1e6), std::memory_order_relaxed);
}

std::string Histogram::format(std::string_view name, std::string_view labels) const {
  std::string out;
  std::uint64_t count = 0;
  const std::string bucket_name = std::string(name) + "_bucket";
  for (std::size_t i = 0; i <= kBounds.size(); ++i) {
    count += buckets_[i].load(std::memory_order_relaxed);
    const std::string bound = i < kBounds.size() ? number(kBounds[i]) : "+Inf";
    out += with_labels(bucket_name, labels, "le=\"" + bound + '"') + ' ' + std::to_string(count) + '\n';
  }
  const double sum_s = static_cast<double>(sum_us_.load(std::memory_order_relaxed)) / 1e6;
  out += with_labels(std::string(name) + "_sum", labels) + ' ' + number(sum_s) + '\n';
  return out + with_labels(std::string(name) + "_count", labels) + ' ' + std::to_string(count) + '\n';
}

Metrics::Series& Metrics::find_or_make(std::string_view name, std::string_view help,
                                       std::string_view labels) {
  for (Series& series : series_) {
    if (series.name == name && series.labels == labels) return series;
  }
  Series& series = series_.emplace_back();
  series.name = name;
  series.help = help;
  series.labels = labels;
  return series;
}

Counter& Metrics::counter(std::string_view name, std::string_view help, std::string_view labels) {
  const std::lock_guard lock(mutex_);
  return find_or_make(name, help, labels).counter;
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help, std::string_view labels) {
  const std::lock_guard lock(mutex_);
  Series& series = find_or_make(name, help, labels);
  series.kind = Series::kHistogram;
  return series.histogram;
}

void Metrics::gauge(std::string_view name, std::string_view help, std::function<double()> read,
                    std::string_view labels) {
  const std::lock_guard lock(mutex_);
  Series& series = find_or_make(name, help, labels);
  series.kind = Series::kGauge;
  series.gauge = std::move(read);
}

std::string Metrics::format() const {
  constexpr std::string_view kKinds[] = {"counter", "histogram", "gauge"};
  const std::lock_guard lock(mutex_);
  std::string out;
  // The format wants all series of a name together, in whatever order they were made.
  for (auto first = series_.begin(); first != series_.end(); ++first) {
    bool seen = false;
    for (auto earlier = series_.begin(); earlier != first && !seen; ++earlier)
      seen = earlier->name == first->name;
    if (seen) continue;
    out += "# HELP " + first->name + ' ' + first->help + "\n# TYPE " + first->name + ' ' +
           std::string(kKinds[first->kind]) + '\n';
    for (const Series& series : series_) {
      if (series.name != first->name) continue;
      if (series.kind == Series::kHistogram) {
        out += series.histogram.format(series.name, series.labels);
      } else {
        const std::string value =
            series.kind == Series::kGauge ? number(series.gauge()) : std::to_string(series.counter.value());
        out += with_labels(series.name, series.labels) + ' ' + value + '\n';
      }
    }
  }
  return out;
}

}  // namespace http
