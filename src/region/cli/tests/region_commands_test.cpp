#include <gtest/gtest.h>

#include "base/json.h"
#include "cli/files.h"
#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/region.h"
#include "region/area_book.h"
#include "region_cli/commands.h"
#include "support/databases.h"
#include "support/shared_data.h"

namespace {

using namespace region_cli;

class RegionCommandsTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    support::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()}, {"region", embedded::region()}};
    db::migrate(database(), modules, {1});
  }
  OpenStore store() {
    return [this](const std::string&, const auto&) {
      return std::shared_ptr<db::Database>(&database(), [](db::Database*) {});
    };
  }
  /// The command's exit code and the JSON that it prints.
  std::pair<int, base::Json> json_of(int (*command)(const cli::Arguments&, const OpenStore&),
                                     cli::Arguments arguments) {
    arguments.push_back("--json");
    testing::internal::CaptureStdout();
    const int code = command(arguments, store());
    return {code, base::Json::parse(testing::internal::GetCapturedStdout()).value_or(base::Json())};
  }
  std::shared_ptr<const region::AreaBook> book() {
    return database().read([](db::Reader& r) { return region::AreaBook::load(r); });
  }
};

TEST_P(RegionCommandsTest, AFolderFoundsAStore) {
  const std::string folder = std::string(SERUMPUN_SOURCE_DIR) + "/data/regencies/mekarsari";
  EXPECT_EQ(init({"--from", folder}, store()), cli::kDone);
  EXPECT_EQ(book()->areas().size(), 9u);
  EXPECT_THROW(init({}, store()), cli::RefusedInput);
}

TEST_P(RegionCommandsTest, TheReportIsTheOneThatProgramsExpect) {
  const std::string file =
      support::write_file(dir() / "a.csv",
                          "kode,nama,lat,lon\n99.01,Kabupaten Mekarsari,-2,102\n99,Salah,1,1\n")
          .string();
  const auto [code, json] = json_of(import_areas, {file, "--dry-run"});
  EXPECT_EQ(code, cli::kRefused);
  EXPECT_EQ(json.at("rows").as_int(), 2);
  EXPECT_EQ(json.at("ready").as_int(), 1);
  const base::Json& refused = json.at("refused").as_array().at(0);
  EXPECT_EQ(refused.at("row").as_int(), 3);
  EXPECT_EQ(refused.at("column").as_string(), "kode");
  EXPECT_EQ(refused.at("reason").as_string(),
            "“99” bukan kode wilayah Kemendagri. Contoh yang benar: 15.03.02.2011.");
  EXPECT_TRUE(json.at("warned").is_array());
  EXPECT_TRUE(json.at("duplicates").is_array());
}

TEST_P(RegionCommandsTest, TheRealFilesGoInUnchanged) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto path = [](const char* name) {
    return support::shared_file(std::string("sarolangun/") + name).string();
  };
  const auto [code, areas] = json_of(import_areas, {path("sarolangun_wilayah.csv")});
  EXPECT_EQ(code, cli::kDone);
  EXPECT_EQ(areas.at("ready").as_int(), 170);
  const auto [again, boundaries] = json_of(import_areas, {path("sarolangun_desa.geojson")});
  EXPECT_EQ(again, cli::kDone);
  EXPECT_EQ(boundaries.at("ready").as_int(), 158);
  EXPECT_EQ(boundaries.at("warned").as_array().size(), 1u);
}

ON_BOTH_DATABASES(RegionCommandsTest);

}  // namespace
