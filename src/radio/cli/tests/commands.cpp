#include "tests/commands.h"

#include <zlib.h>

#include <cmath>

#include "base/child.h"
#include "cli/files.h"

namespace test {

std::string tile(const std::function<int(int, int)>& height) {
  std::string bytes(std::size_t{kSide} * kSide * 2, '\0');
  for (int r = 0; r < kSide; ++r)
    for (int c = 0; c < kSide; ++c) {
      const int h = height(r, c);
      const std::size_t at = 2 * (static_cast<std::size_t>(r) * kSide + static_cast<std::size_t>(c));
      bytes[at] = static_cast<char>(h >> 8);
      bytes[at + 1] = static_cast<char>(h);
    }
  return bytes;
}

std::string hills() {
  return tile([](int r, int c) {
    const bool hole = r > 600 && r < 605 && c > 600 && c < 610;
    return hole ? -32768 : static_cast<int>(200 + 80 * std::sin(r * 0.05) * std::cos(c * 0.04));
  });
}

std::string packed(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string RadioCommands::file(const std::string& name, const std::string& content) const {
  return support::write_file(folder_ / name, content).string();
}

std::string RadioCommands::towers(const std::string& rows) const {
  return file("towers.csv", "name,lat,lon,height_m,freq_mhz,eirp_dbm\n" + rows);
}

std::string RadioCommands::printed(Command command, const cli::Arguments& arguments) const {
  testing::internal::CaptureStdout();
  const int exit = command(arguments);
  std::string text = testing::internal::GetCapturedStdout();
  EXPECT_EQ(exit, cli::kDone);
  return text;
}

std::string RadioCommands::refusal(Command command, const cli::Arguments& arguments) const {
  try {
    command(arguments);
    return "";
  } catch (const cli::RefusedInput& refused) {
    return refused.what();
  }
}

base::Json RadioCommands::gdalinfo(const std::string& path) const {
  std::string text;
  base::ChildCommand command{.program = "/usr/bin/gdalinfo", .arguments = {"-json", "-stats", path}};
  command.environment.push_back("GDAL_PAM_ENABLED=NO");
  command.on_output = [&](std::string_view piece) { text += piece; };
  EXPECT_TRUE(base::run_child(command).succeeded());
  // GDAL writes its own NaN, which JSON has not.
  for (std::size_t at; (at = text.find(":NaN")) != text.npos;) text.replace(at, 4, ":\"NaN\"");
  for (std::size_t at; (at = text.find(": NaN")) != text.npos;) text.replace(at, 5, ":\"NaN\"");
  const auto parsed = base::Json::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(base::Json());
}

std::vector<double> levels_in(const std::string& csv) {
  std::vector<double> levels;
  for (std::size_t at = csv.find('\n') + 1; at < csv.size(); at = csv.find('\n', at) + 1)
    levels.push_back(std::stod(csv.substr(csv.find(',', csv.find(',', at) + 1) + 1)));
  return levels;
}

}  // namespace test
