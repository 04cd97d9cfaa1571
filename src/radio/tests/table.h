#pragma once
// A CSV table of published values, read whole, for tests.
#include <map>
#include <string>
#include <vector>

namespace test {

struct Table {
  std::vector<std::map<std::string, std::string>> rows;
};
using Row = std::map<std::string, std::string>;

/// Of the shared data, e.g. "itm/gen_p2p.csv".
Table read_table(const std::string& shared_name);

double number(const Row& row, const std::string& column);
int whole(const Row& row, const std::string& column);
/// Numbers separated by spaces.
std::vector<double> numbers(const std::string& text);

}  // namespace test
