#pragma once
// Commands of the program: their options, their exit codes, their help.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cli {

/// The same meaning in every command (interface.md).
enum Exit : int {
  kDone = 0,
  kRefused = 1,  ///< the input was refused; every reason was printed
  kUsage = 2,    ///< the command was not understood
  kFailure = 3,  ///< the machine failed: disk, database
};

using Arguments = std::vector<std::string>;

struct Command {
  std::string name;     ///< as typed, e.g. "radio loss"
  std::string summary;  ///< one line
  int (*run)(const Arguments& arguments);
};

/// Declares options and fills variables from arguments.
///   cli::Options options("radio coverage", "Received level around towers", "serumpun radio coverage
///   --terrain …"); options.value("--radius-m", radius_m, "how far from each tower"); if (auto stop =
///   options.parse(arguments)) return *stop;
class Options {
 public:
  Options(const std::string& name, const std::string& summary, const std::string& example);
  ~Options();

  void value(const std::string& name, std::string& target, const std::string& help);
  void value(const std::string& name, std::optional<std::string>& target, const std::string& help);
  void value(const std::string& name, double& target, const std::string& help);
  void value(const std::string& name, std::optional<double>& target, const std::string& help);
  void value(const std::string& name, int& target, const std::string& help);
  void values(const std::string& name, std::vector<std::string>& target, const std::string& help);
  void flag(const std::string& name, bool& target, const std::string& help);
  void positional(const std::string& name, std::string& target, const std::string& help);
  /// Makes the option declared last required.
  void required();

  /// The exit code with which to stop now (after --help, or on misuse, which is printed), or nothing to go
  /// on.
  std::optional<int> parse(const Arguments& arguments);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Finds the command whose name begins `arguments`, runs it and maps what it throws to exit codes.
int run(const std::vector<Command>& commands, const Arguments& arguments);

}  // namespace cli
