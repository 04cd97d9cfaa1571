#include "task_folder.h"

#include <filesystem>

#include "cli/files.h"

namespace radio_cli {

radio::TaskResults task_folder(const std::string& path) {
  if (path.empty()) return {};
  std::error_code failed;
  std::filesystem::create_directories(path, failed);
  if (failed) throw cli::RefusedInput(path + " cannot be made: " + failed.message());
  return {[path](const std::string& name) -> std::optional<std::string> {
            const std::string file = path + "/" + name;
            if (!std::filesystem::exists(file)) return std::nullopt;
            const auto source = cli::open_input(file);
            std::string bytes;
            for (std::string piece(1u << 20, '\0');;) {
              const std::size_t got = source(piece.data(), piece.size());
              if (got == 0) return bytes;
              bytes.append(piece, 0, got);
            }
          },
          [path](const std::string& name, std::string_view bytes) {
            cli::OutputFile out(path + "/" + name);
            out.write(bytes);
            out.commit();
          }};
}

}  // namespace radio_cli
