// The words of the whole program: every sentence that people see is in the catalogue, in both languages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "modules.h"
#include "support/temp_dir.h"
#include "text/catalogue.h"
#include "text/spoken.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

/// What a person may come to see is made in these; tests, fuzz targets and benches say what they like.
std::vector<fs::path> sources() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(SERUMPUN_SOURCE_DIR "/src")) {
    const std::string path = entry.path().string(), kind = entry.path().extension().string();
    static const std::regex aside("/(tests|fuzz|bench)/");
    if ((kind == ".cpp" || kind == ".h" || kind == ".mustache") && !std::regex_search(path, aside))
      found.push_back(entry.path());
  }
  return found;
}

// Words of the program to itself that look like keys: kinds of jobs, acts as the audit names them, and
// reasons that serumpun-import gives to the program, which says them as sentences of its own.
const std::set<std::string> kNoSentences = {
    "app.nightly",           "imports.read",           "imports.write",           "imports.undo",
    "imports.dropped",       "imports.saved",          "imports.uploaded",        "imports.undone",
    "importer.table_broken", "importer.table_no_rows", "importer.table_no_layer", "importer.table_too_wide",
    "jobs.dropped",          "jobs.resumed",           "potential.archive",       "potential.publish"};

/// Examples in comments are not said to anyone.
std::string without_comments(const std::string& source) {
  static const std::regex comment("(^|\\s)//[^\n]*");
  return std::regex_replace(source, comment, "");
}

const text::Catalogue& catalogue() {
  // Throws where the languages differ in their keys or in the values that their sentences take.
  static const text::Catalogue all(sentences());
  return all;
}

TEST(Words, OfEveryTemplateAreInTheCatalogue) {
  // The product, and the cookies that the page on privacy names.
  constexpr std::string_view kNames[] = {"Serumpun", "tema", "tamu", "kabar", "sesi"};
  int seen = 0;
  for (const fs::path& path : sources()) {
    if (path.extension() != ".mustache") continue;
    EXPECT_THAT(text::hard_coded_words(support::read_file(path), kNames), IsEmpty()) << path;
    ++seen;
  }
  EXPECT_GT(seen, 40);
}

TEST(Words, NamedInASourceOrTemplateAreInTheCatalogue) {
  for (const fs::path& path : sources()) {
    std::vector<std::string> unknown;
    for (const std::string& key : text::unknown_keys(without_comments(support::read_file(path)), catalogue()))
      if (!kNoSentences.contains(key)) unknown.push_back(key);
    EXPECT_THAT(unknown, IsEmpty()) << path;
  }
}

/// The words between quotes, brackets or tags of every source: whole ones, and beginnings ("do.", "mend_").
struct Said {
  std::set<std::string, std::less<>> whole, begun;

  bool says(std::string_view name) const {
    return whole.contains(name) || std::ranges::any_of(begun, [&](const std::string& beginning) {
             return name.starts_with(beginning);
           });
  }
};

Said said_anywhere() {
  static const std::regex word(R"(["\[>]([a-z0-9_]+(\.[a-z0-9_]+)*[._]?)["\]<])");
  Said said;
  for (const fs::path& path : sources()) {
    const std::string source = support::read_file(path);
    for (std::sregex_iterator it(source.begin(), source.end(), word), end; it != end; ++it) {
      const std::string found = (*it)[1];
      (found.ends_with('.') || found.ends_with('_') ? said.begun : said.whole).insert(found);
    }
  }
  return said;
}

TEST(Words, OfTheCatalogueAreAllSaidSomewhere) {
  Said said = said_anywhere();
  // That a page puts the name of its module before every key tells nothing of the key.
  for (const std::string& key : catalogue().keys()) said.begun.erase(key.substr(0, key.find('.') + 1));
  std::vector<std::string> silent;
  for (std::string key : catalogue().keys()) {
    if (const std::string more = "_remedy"; key.ends_with(more)) key.resize(key.size() - more.size());
    if (!said.says(key) && !said.says(key.substr(key.find('.') + 1))) silent.push_back(key);
  }
  EXPECT_THAT(silent, IsEmpty());
}

}  // namespace
}  // namespace app
