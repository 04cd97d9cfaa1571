// What a person may not see changes nothing that the program tells them: every answer is the same, byte for
// byte, whether the hidden things are there or not: lists, counts, searches, exports, tiles, maps, pages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "base/csv.h"
#include "town.h"

namespace app_test {
namespace {

/// Made anew for each page, and of no meaning.
std::string without_chance(const std::string& text) {
  static const std::regex key("name=\"_key\" value=\"[^\"]*\"");
  return std::regex_replace(text, key, "");
}

class SecrecyTest : public Town {
 protected:
  /// Every address of the program that needs no thing of its own, and those of what is public, with each
  /// filter.
  std::vector<std::string> addresses() const {
    std::vector<std::string> all;
    for (const http::Route& route : router.routes()) {
      // One's own account tells when it was last used; the admin's page of jobs counts those of every office.
      if (route.method != http::Method::kGet || route.pattern == "/akun" ||
          route.pattern == "/kerja/pekerjaan")
        continue;
      if (route.pattern.find('{') == std::string::npos) all.push_back(route.pattern);
    }
    for (const Thing& thing : objects)
      if (thing.is_public)
        for (const char* behind : {"", "/keliru"}) all.push_back("/potensi/wisata/" + thing.slug + behind);
    for (const char* more :
         {"/potensi/wisata", "/wilayah/hulu", "/wilayah/hulu/sungai-bening", "/tiles/potensi.json",
          "/tiles/potensi/8/214/130.mvt", "/tiles/potensi/14/13707/8346.mvt",
          "/data/potensi.csv?kategori=wisata", "/data/potensi.csv?wilayah=99.01.01"})
      all.emplace_back(more);
    // In full, by half, and mistyped: what is not found must not be guessed either.
    for (const char* typed :
         {"curup", "Rajawali", "rajawal", "rajawalo", "merpti", "kunjungan", "kenanga", "kenangga"})
      for (const char* page : {"/cari?q=", "/kerja/potensi?q="}) all.push_back(page + std::string(typed));
    for (const char* state : {"draft", "submitted", "verified", "published", "archived"})
      for (const char* page : {"/kerja/potensi?keadaan=", "/kerja/potensi.csv?keadaan="})
        all.push_back(page + std::string(state));
    for (const identity::OfficeId& office : {tourism, market})
      for (const char* page :
           {"/kerja/potensi?kantor=", "/kerja/potensi.csv?kantor=", "/kerja/verifikasi?kantor="})
        all.push_back(page + office.text());
    return all;
  }

  using Answers = std::map<std::string, std::string>;
  Answers answers_to(const Person& person) {
    Answers answers;
    for (const std::string& address : addresses())
      for (const bool json : {false, true})
        answers[address + (json ? " as JSON" : "")] = without_chance(text_of(get(person, address, json)));
    return answers;
  }

  void expect_same(const Person& person, const Answers& before) {
    for (const auto& [address, after] : answers_to(person))
      EXPECT_EQ(before.at(address), after) << address << " as " << person.role;
  }
};
ON_BOTH_DATABASES(SecrecyTest);

TEST_P(SecrecyTest, WhatAPersonMayNotSeeChangesNoAnswer) {
  publish(tourism_staff, {"Seroja", "Flamboyan"});
  publish(market_staff, {"Cendrawasih", "Jalakputih"});
  const std::vector<Person> outsiders = {nobody, without_role, admin};
  const auto compare = [&](const Staff& others, const Staff& hiding, const std::vector<std::string>& words) {
    std::vector<Person> readers = outsiders;
    for (const Person& person : {others.officer, others.verifier, others.head}) readers.push_back(person);
    std::vector<Answers> before;
    for (const Person& person : readers) before.push_back(answers_to(person));
    hide(hiding, words);
    for (std::size_t i = 0; i < readers.size(); ++i) expect_same(readers[i], before[i]);
  };
  compare(tourism_staff, market_staff, kMarketWords);
  compare(market_staff, tourism_staff, kTourismWords);
}

TEST_P(SecrecyTest, WhatIsHiddenAnswersLikeWhatIsNotThere) {
  publish(market_staff, {"Cendrawasih", "Jalakputih"});
  hide(market_staff, kMarketWords);
  const std::string no_id = "01936d3e-0000-7000-8000-000000000000";
  const auto same = [&](const Person& person, std::string path, const std::string& hidden,
                        const std::string& none) {
    const auto answer = [&](const std::string& name) {
      std::string text =
          without_chance(text_of(get(person, std::string(path).replace(path.find('*'), 1, name))));
      for (std::size_t at; (at = text.find(name)) != std::string::npos;) text.replace(at, name.size(), "*");
      return text;
    };
    EXPECT_EQ(answer(hidden), answer(none)) << path << ' ' << hidden << " as " << person.role;
  };
  for (const Person& person : {nobody, without_role, admin, tourism_staff.officer, tourism_staff.head}) {
    for (const Thing& thing : objects) {
      for (const char* path : {"/kerja/potensi/*", "/kerja/potensi/*/ubah", "/kerja/potensi/*/riwayat",
                               "/kerja/potensi/*/riwayat/1/1"})
        same(person, path, thing.id, no_id);
      if (thing.is_public) continue;
      same(person, "/foto/*.webp", thing.photo, std::string(64, 'a'));
      if (!thing.slug.empty()) same(person, "/potensi/wisata/*", thing.slug, "curup-antah-berantah");
    }
    for (const Thing& thing : batches) same(person, "/kerja/impor/*", thing.id, no_id);
  }
}

TEST_P(SecrecyTest, AnImportNamesNoDraftOfAnotherOfficeAsADouble) {
  publish(market_staff, {"Cendrawasih"});
  hide(market_staff, kMarketWords);
  const std::string csv = "nama;jenis;lintang;bujur;sumber\nCurup Merpati;air terjun;-3,4;121,2;berkas\n";
  for (const auto& [officer, doubles] :
       {std::pair(tourism_staff.officer, 0), std::pair(market_staff.officer, 1)}) {
    const auto batch = house->imports_desk.upload(
        actor_of(officer), {"potential/wisata", officer.office, "a.csv"}, base::source_of(csv));
    ASSERT_TRUE(batch);
    house->imports_desk.read(batch->id);
    const auto read = house->database.read(
        [&](db::Reader& reader) { return house->imports_desk.find(reader, actor_of(officer), batch->id); });
    EXPECT_EQ(read->count("duplicates"), doubles) << officer.username;
  }
}

}  // namespace
}  // namespace app_test
