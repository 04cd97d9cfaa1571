#include "import_program.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/child.h"
#include "base/failure.h"
#include "cli/files.h"
#include "say.h"

namespace radio_cli {
namespace {

/// Room for the largest terrain that a store may hold, and GDAL.
constexpr base::ChildLimits kLimits{.memory_bytes = std::uint64_t{4} << 30,
                                    .file_bytes = std::uint64_t{2} << 30,
                                    .output_bytes = 1u << 20,
                                    .open_files = 256,
                                    .cpu_s = 1800,
                                    .wall_ms = 3'600'000};

base::Message message_from(const base::Json& json) {
  base::Message message{json.at("key").as_string(), {}};
  for (const auto& [name, value] : json.at("values").as_object()) {
    if (value.is_string()) message.values.emplace_back(name, value.as_string());
    if (value.is_int()) message.values.emplace_back(name, value.as_int());
    if (value.is_number() && !value.is_int()) message.values.emplace_back(name, value.as_double());
  }
  return message;
}

const char* name_of(base::ChildEnd end) {
  switch (end) {
    case base::ChildEnd::kWallTime:
    case base::ChildEnd::kCpuTime:
      return "it took too long";
    case base::ChildEnd::kFileSize:
    case base::ChildEnd::kOutputSize:
      return "its result is too large";
    default:
      return "it broke off; the file may be damaged";
  }
}

}  // namespace

base::Json run_import(std::vector<std::string> arguments) {
  std::string output;
  base::ChildCommand command{.program = base::program_beside_this("serumpun-import"),
                             .arguments = std::move(arguments),
                             .limits = kLimits};
  command.on_output = [&](std::string_view piece) { output += piece; };
  const base::ChildOutcome outcome = base::run_child(command);
  if (outcome.end == base::ChildEnd::kExited && outcome.exit_code == 3)
    throw base::Failure(outcome.error_text);
  if (!outcome.succeeded()) {
    if (outcome.end != base::ChildEnd::kExited)
      throw cli::RefusedInput(std::string("the file was refused: ") + name_of(outcome.end));
    const auto refusal = base::Json::parse(outcome.error_text);
    throw cli::RefusedInput(refusal ? say(message_from(*refusal)) : outcome.error_text);
  }
  const auto summary = base::Json::parse(output);
  if (!summary)
    throw base::Failure("serumpun-import answered what cannot be read; is it of the same version?");
  return *summary;
}

ScratchFolder::ScratchFolder() {
  const char* root = std::getenv("TMPDIR");
  path_ = std::string(root != nullptr && *root != '\0' ? root : "/tmp") + "/serumpun-XXXXXX";
  if (mkdtemp(path_.data()) == nullptr) throw base::Failure(path_ + ": " + std::strerror(errno));
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace radio_cli
