#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "importer/subcommand.h"

namespace importer {
namespace {

base::Json json_of(const base::Message& message) {
  base::Json values = base::Json::object();
  for (const auto& [name, value] : message.values)
    std::visit([&](const auto& v) { values[name] = base::Json(v); }, value);
  return base::Json::object({{"key", message.key}, {"values", values}});
}

int refuse(const base::Message& message) {
  std::fprintf(stderr, "%s\n", json_of(message).dump().c_str());
  return 1;
}

}  // namespace

int run(const std::vector<Subcommand>& subcommands, const std::vector<std::string>& arguments) {
  try {
    for (const Subcommand& subcommand : subcommands) {
      if (arguments.empty() || arguments[0] != subcommand.name) continue;
      const Answer answer = subcommand.run({arguments.begin() + 1, arguments.end()});
      if (!answer) return refuse(answer.error().message);
      std::printf("%s\n", answer->dump().c_str());
      return std::fflush(stdout) == 0 ? 0 : 3;
    }
  } catch (const std::bad_alloc&) {
    return refuse({"importer.memory", {}});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 3;
  }
  std::fputs("serumpun-import reads and writes files for serumpun:\n", stderr);
  for (const Subcommand& subcommand : subcommands)
    std::fprintf(stderr, "  serumpun-import %s %s\n", subcommand.name, subcommand.usage);
  return 2;
}

std::string Words::value(const std::string& name) const {
  std::string found;
  for (const auto& [option, text] : options)
    if (option == name) found = text;
  return found;
}

double Words::number(const std::string& name) const {
  const std::string text = value(name);
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0' ? number : std::nan("");
}

Words words_of(const std::vector<std::string>& arguments) {
  Words words;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool option = arguments[i].starts_with("--") && i + 1 < arguments.size();
    if (option)
      words.options.emplace_back(arguments[i], arguments[i + 1]), ++i;
    else
      words.rest.push_back(arguments[i]);
  }
  return words;
}

}  // namespace importer
