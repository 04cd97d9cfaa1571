// `serumpun import potential` as an operator or a script calls it, with files as they come and as an enemy
// makes them.
#include <gmock/gmock.h>

#include "base/json.h"
#include "cli/command.h"
#include "commands.h"
#include "support/databases.h"
#include "support/temp_dir.h"
#include "support/workbook.h"

namespace app {
namespace {

using support::cell;
using support::workbook;
using testing::HasSubstr;

struct Ran {
  int exit_code = 0;
  base::Json summary;
  /// The first reason for which a row, or the file, was refused.
  std::string reason() const {
    const auto& refused = summary.at("refused").as_array();
    return refused.empty() ? std::string() : refused.front().at("reason").as_string();
  }
};

class ImportCommand : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new support::TempDir;
    testing::internal::CaptureStdout();
    const int code = cli::run(
        commands(), {"init", "--data", data(), "--from", SERUMPUN_SOURCE_DIR "/data/regencies/mekarsari"});
    testing::internal::GetCapturedStdout();
    ASSERT_EQ(code, cli::kDone);
  }
  static void TearDownTestSuite() { delete std::exchange(folder_, nullptr); }

  static std::string data() { return (*folder_ / "store").string(); }

  static Ran take(const std::string& name, const std::string& content, std::vector<std::string> more = {}) {
    const std::string path = support::write_file(*folder_ / name, content);
    std::vector<std::string> arguments = {"import", "potential", path, "--data", data(), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    testing::internal::CaptureStdout();
    Ran ran{cli::run(commands(), arguments), {}};
    const auto json = base::Json::parse(testing::internal::GetCapturedStdout());
    EXPECT_TRUE(json.has_value());
    if (json) ran.summary = *json;
    return ran;
  }
  static Ran look_at(const std::string& name, const std::string& content) {
    return take(name, content, {"--dry-run"});
  }
  static void expect_refused(const Ran& ran, const std::string& reason) {
    EXPECT_EQ(ran.exit_code, cli::kRefused);
    EXPECT_THAT(ran.reason(), HasSubstr(reason));
  }

 private:
  static inline support::TempDir* folder_ = nullptr;
};

const std::string kHeader = "Nama,Desa,Lintang,Bujur\n";

TEST_F(ImportCommand, DryRunSaysWhatWouldBeWrittenAndWritesNothing) {
  const std::string file = kHeader + "Air Terjun Satu,Sungai Bening,-3.4,121.2\n,Pulau Rusa,-3.55,121.25\n";
  for (int again = 0; again < 2; ++again) {
    const Ran ran = look_at("wisata.csv", file);
    EXPECT_EQ(ran.exit_code, cli::kDone);
    EXPECT_EQ(ran.summary.at("rows").as_int(), 2);
    EXPECT_EQ(ran.summary.at("ready").as_int(), 1);
    EXPECT_EQ(ran.summary.at("refused").as_array().front().at("row").as_int(), 3);
    EXPECT_THAT(ran.reason(), HasSubstr("“Nama”"));
  }
}

TEST_F(ImportCommand, WhatWasWrittenIsDoubleTheNextTimeAndCanBeUndone) {
  const std::string file = kHeader + "Danau Biru,Talang Tinggi,-3.35,121.4\n";
  const Ran first = take("danau.csv", file, {"--office", "dinas-pariwisata"});
  EXPECT_EQ(first.exit_code, cli::kDone);
  EXPECT_EQ(first.summary.at("written").as_int(), 1);
  const auto again = [&] { return take("danau.csv", file, {"--office", "dinas-pariwisata", "--dry-run"}); };
  EXPECT_EQ(again().summary.at("duplicates").as_array().size(), 1u);
  testing::internal::CaptureStdout();
  EXPECT_EQ(cli::run(commands(), {"import", "undo", first.summary.at("batch").as_string(), "--data", data()}),
            cli::kDone);
  testing::internal::GetCapturedStdout();
  EXPECT_EQ(again().summary.at("ready").as_int(), 1);
}

TEST_F(ImportCommand, AWorkbookIsRead) {
  const Ran ran =
      look_at("wisata.xlsx", workbook("<row r=\"1\">" + cell("A1", "Nama") + cell("B1", "Lintang") +
                                      cell("C1", "Bujur") + "</row><row r=\"2\">" + cell("A2", "Goa Tinggi") +
                                      cell("B2", "-3,35") + cell("C2", "121,4") + "</row>"));
  EXPECT_EQ(ran.exit_code, cli::kDone);
  EXPECT_EQ(ran.summary.at("ready").as_int(), 1);
}

TEST_F(ImportCommand, AFileThatUnpacksToGigabytesIsRefused) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the limit of memory that stops it is not set under the sanitizer";
#endif
  std::string rows = "<row r=\"1\">" + cell("A1", "Nama") + "</row>";
  for (int row = 2; row < 4'000; ++row)
    rows += "<row r=\"" + std::to_string(row) + "\"><c r=\"A" + std::to_string(row) +
            "\" t=\"s\"><v>0</v></c></row>";
  const std::string bomb =
      workbook(rows, {.shared_strings = "<si><t>" + std::string(1u << 20, 'x') + "</t></si>"});
  EXPECT_LT(bomb.size(), 100'000u);
  expect_refused(look_at("bom.xlsx", bomb), "jauh lebih besar daripada ukurannya");
}

TEST_F(ImportCommand, ATableOfAMillionColumnsIsRefused) {
  std::string header = "Nama";
  for (int c = 0; c < 1'000'000; ++c) header += ",k";
  expect_refused(look_at("lebar.csv", header + "\nGoa\n"), "lebih dari 512 kolom");
  std::string properties = "\"nama\":\"Goa\"";
  for (int c = 0; c < 1'000; ++c) properties += ",\"k" + std::to_string(c) + "\":1";
  expect_refused(
      look_at("lebar.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)" +
                                   properties + R"(},"geometry":null}]})"),
      "lebih dari 512 kolom");
}

TEST_F(ImportCommand, JsonNestedTenThousandDeepIsRefused) {
  expect_refused(look_at("dalam.geojson", R"({"type":"FeatureCollection","features":)" +
                                              std::string(10'000, '[') + std::string(10'000, ']') + "}"),
                 "rusak atau tidak lengkap");
}

TEST_F(ImportCommand, AWorkbookWithoutSheetOrRowsSaysSo) {
  expect_refused(look_at("tanpa-lembar.xlsx", workbook("", {.with_sheet = false})),
                 "tidak berisi lembar kerja");
  expect_refused(look_at("tanpa-baris.xlsx", workbook("")), "Tidak ada baris data");
  expect_refused(look_at("tanpa-baris.geojson", R"({"type":"FeatureCollection","features":[]})"),
                 "Tidak ada baris data");
}

TEST_F(ImportCommand, WhatWasCutShortIsRefused) {
  const std::string whole = workbook("<row r=\"1\">" + cell("A1", "Nama") + "</row>");
  expect_refused(look_at("putus.xlsx", whole.substr(0, whole.size() / 2)), "rusak atau tidak lengkap");
  expect_refused(look_at("putus.geojson", R"({"type":"FeatureCollection","features":[{"type":"Fea)"),
                 "rusak atau tidak lengkap");
  expect_refused(look_at("surat.pdf", "%PDF-1.7 \n%\xE2\xE3"), "Ini bukan tabel");
  expect_refused(look_at("kosong.csv", ""), "Berkas ini kosong");
}

TEST_F(ImportCommand, AFileWithoutRowsIsNoSuccess) {
  expect_refused(look_at("judul.csv", kHeader), "Tidak ada baris data");
  expect_refused(take("judul.csv", kHeader), "Tidak ada baris data");
}

/// A store on each database, for imports that nobody gives an owner.
class ImportWithoutOwner : public testing::TestWithParam<std::string> {
 protected:
  ImportWithoutOwner() : database_(GetParam()) {}
  void SetUp() override {
    if (database_.url().empty()) GTEST_SKIP() << "PostgreSQL is not installed";
  }

  void found(std::vector<std::string> how) { EXPECT_EQ(run({"init"}, std::move(how)).exit_code, cli::kDone); }
  Ran take(const std::string& content, std::vector<std::string> more = {}) {
    more.insert(more.begin(), support::write_file(database_.dir() / "berkas.csv", content).string());
    more.push_back("--json");
    return run({"import", "potential"}, std::move(more));
  }
  Ran run(std::vector<std::string> command, std::vector<std::string> more) {
    command.insert(command.end(), more.begin(), more.end());
    for (const std::string& word : {std::string("--data"), (database_.dir() / "store").string(),
                                    std::string("--database"), database_.url()})
      command.push_back(word);
    testing::internal::CaptureStdout();
    const int code = cli::run(commands(), command);
    return {code, base::Json::parse(testing::internal::GetCapturedStdout()).value_or(base::Json())};
  }

  support::FreshDatabase database_;
};

const std::string kMekarsari = SERUMPUN_SOURCE_DIR "/data/regencies/mekarsari";
const std::string kWaterfall = kHeader + "Air Terjun Satu,Sungai Bening,-3.4,121.2\n";

TEST_P(ImportWithoutOwner, RowsBelongToTheOfficeWhoseTupoksiNamesTheCategory) {
  found({"--from", kMekarsari});
  const Ran ran = take(kWaterfall);
  EXPECT_EQ(ran.exit_code, cli::kDone);
  EXPECT_EQ(ran.summary.at("written").as_int(), 1);
  EXPECT_EQ(ran.summary.at("office").as_string(), "dinas-pariwisata");
  EXPECT_EQ(take(kWaterfall, {"--category", "pasar"}).summary.at("office").as_string(), "dinas-pasar");
}

TEST_P(ImportWithoutOwner, WhereNoTupoksiNamesTheCategoryTheRowsAreRefusedWithTheOfficesToChooseFrom) {
  found({"--from", kMekarsari});
  const Ran ran = take(kWaterfall, {"--category", "komoditas"});
  EXPECT_EQ(ran.exit_code, cli::kRefused);
  EXPECT_THAT(ran.reason(), testing::AllOf(HasSubstr("--office"), HasSubstr("dinas-pasar (Dinas Pasar)")));
  const Ran looked = take(kWaterfall, {"--category", "komoditas", "--dry-run"});
  EXPECT_EQ(looked.summary.at("ready").as_int(), 1) << "its rows can be judged all the same";
  EXPECT_EQ(take(kWaterfall, {"--category", "komoditas", "--office", "dinas-pasar"}).exit_code, cli::kDone);
}

TEST_P(ImportWithoutOwner, AnOfficeThatIsNotThereIsRefusedWithThoseThatAre) {
  found({"--from", kMekarsari});
  const Ran ran = take(kWaterfall, {"--office", "dispar"});
  EXPECT_EQ(ran.exit_code, cli::kRefused);
  EXPECT_THAT(ran.reason(), testing::AllOf(HasSubstr("dispar"), HasSubstr("dinas-pariwisata")));
}

TEST_P(ImportWithoutOwner, TheGovernmentOwnsWhatAStoreWithoutOfficesTakes) {
  found({"--areas", kMekarsari + "/areas.csv"});
  const Ran ran = take(kWaterfall);
  EXPECT_EQ(ran.exit_code, cli::kDone);
  EXPECT_EQ(ran.summary.at("written").as_int(), 1);
  EXPECT_THAT(ran.summary.at("office").as_string(), HasSubstr("pemerintah"));
}

INSTANTIATE_TEST_SUITE_P(Both, ImportWithoutOwner, testing::Values("sqlite", "postgresql"),
                         [](const auto& kind) { return std::string(kind.param); });

}  // namespace
}  // namespace app
