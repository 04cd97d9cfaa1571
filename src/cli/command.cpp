#include "cli/command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "base/failure.h"
#include "cli/files.h"

namespace cli {

struct Options::State {
  State(const std::string& summary, const std::string& name) : app(summary, name) {}
  CLI::App app;
  CLI::Option* last = nullptr;
};

Options::Options(const std::string& name, const std::string& summary, const std::string& example)
    : state_(std::make_unique<State>(summary, "serumpun " + name)) {
  state_->app.footer("\nExample:\n  " + example);
}
Options::~Options() = default;

void Options::value(const std::string& name, std::string& target, const std::string& help) {
  state_->last = state_->app.add_option(name, target, help)->capture_default_str();
}
void Options::value(const std::string& name, std::optional<std::string>& target, const std::string& help) {
  state_->last = state_->app.add_option(name, target, help);
}
void Options::value(const std::string& name, double& target, const std::string& help) {
  state_->last = state_->app.add_option(name, target, help)->capture_default_str();
}
void Options::value(const std::string& name, std::optional<double>& target, const std::string& help) {
  state_->last = state_->app.add_option(name, target, help);
}
void Options::value(const std::string& name, int& target, const std::string& help) {
  state_->last = state_->app.add_option(name, target, help)->capture_default_str();
}
void Options::values(const std::string& name, std::vector<std::string>& target, const std::string& help) {
  state_->last = state_->app.add_option(name, target, help);
}
void Options::flag(const std::string& name, bool& target, const std::string& help) {
  state_->last = state_->app.add_flag(name, target, help);
}
void Options::positional(const std::string& name, std::string& target, const std::string& help) {
  state_->last = state_->app.add_option(name, target, help);
}
void Options::required() {
  state_->last->required();
}

std::optional<int> Options::parse(const Arguments& arguments) {
  try {
    state_->app.parse(Arguments(arguments.rbegin(), arguments.rend()));  // CLI11 takes them last first
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    std::fputs(state_->app.help().c_str(), stdout);
    return kDone;
  } catch (const CLI::ParseError& error) {
    std::fprintf(stderr, "serumpun: %s\nSee: %s --help\n", error.what(), state_->app.get_name().c_str());
    return kUsage;
  }
}

namespace {

void print_list(const std::vector<Command>& commands, std::FILE* out) {
  std::fputs("Serumpun, the smart-city system of a regency.\n\nCommands (each with --help):\n", out);
  std::size_t width = 0;
  for (const Command& command : commands) width = std::max(width, command.name.size());
  for (const Command& command : commands)
    std::fprintf(out, "  %-*s  %s\n", static_cast<int>(width), command.name.c_str(), command.summary.c_str());
}

const Command* find(const std::vector<Command>& commands, const Arguments& arguments, std::size_t& words) {
  std::string name;
  const Command* found = nullptr;
  for (std::size_t i = 0; i < arguments.size() && i < 3; ++i) {
    name += (i > 0 ? " " : "") + arguments[i];
    const auto match = std::ranges::find(commands, name, &Command::name);
    if (match == commands.end()) continue;
    found = &*match;
    words = i + 1;
  }
  return found;
}

}  // namespace

int run(const std::vector<Command>& commands, const Arguments& arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print_list(commands, stdout);
    return arguments.empty() ? kUsage : kDone;
  }
  std::size_t words = 0;
  const Command* command = find(commands, arguments, words);
  if (command == nullptr) {
    std::fprintf(stderr, "serumpun: there is no command '%s'\n", arguments[0].c_str());
    print_list(commands, stderr);
    return kUsage;
  }
  try {
    return command->run({arguments.begin() + static_cast<std::ptrdiff_t>(words), arguments.end()});
  } catch (const RefusedInput& error) {
    std::fprintf(stderr, "serumpun: %s\n", error.what());
    return kRefused;
  } catch (const base::Failure& error) {
    std::fprintf(stderr, "serumpun: %s\n", error.what());
    return kFailure;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "serumpun: %s (a mistake in the program; please report it)\n", error.what());
    return kFailure;
  }
}

}  // namespace cli
