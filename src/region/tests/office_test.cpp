#include "region/office.h"

#include <gtest/gtest.h>

#include "region/area_import.h"
#include "region/office_import.h"
#include "store.h"

namespace {

using namespace region;
using namespace region_test;

class OfficeTest : public Store {
 protected:
  base::Result<OfficeId> add(const OfficeEdit& edit, const identity::Actor& actor = kOperator) {
    return write([&](db::Transaction& tx) { return add_office(tx, actor, edit, kNow); });
  }
  base::Result<ImportReport> import(std::string_view csv) {
    return write([&](db::Transaction& tx) {
      return import_offices(tx, kOperator, base::source_of(csv), {.now = kNow});
    });
  }
  std::optional<Office> office(std::string_view key) {
    return read([&](db::Reader& r) { return find_office(r, key); });
  }
  std::vector<TupoksiItem> tupoksi(std::string_view key) {
    return read([&](db::Reader& r) { return tupoksi_of(r, find_office(r, key)->id); });
  }
};

TEST_P(OfficeTest, AnOfficeIsFoundByItsKey) {
  ASSERT_TRUE(add({.name = "Dinas Pariwisata", .short_name = "Dispar", .kind = "dinas"}));
  ASSERT_TRUE(office("dinas-pariwisata"));
  EXPECT_FALSE(office("dinas-pariwisata")->sample);
  ASSERT_TRUE(add({.name = "Dinas Pariwisata", .kind = "dinas"}));
  EXPECT_TRUE(office("dinas-pariwisata-2"));
}

TEST_P(OfficeTest, AllMistakesAreNamedAtOnce) {
  const auto refused = add({.name = " ", .kind = "bank", .area_code = "99.09"});
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 3u);
  EXPECT_EQ(refused.error().fields[0].field, "name");
  EXPECT_EQ(refused.error().fields[2].field, "area_code");
}

TEST_P(OfficeTest, AChangeOnAnOldVersionIsRefused) {
  const auto id = *add({.name = "Dinas Pariwisata", .kind = "dinas"});
  const auto change = [&](std::int64_t version, const char* name) {
    return write([&](db::Transaction& tx) {
      return change_office(tx, kOperator, id, version, {.name = name, .kind = "dinas"}, kNow);
    });
  };
  EXPECT_TRUE(change(1, "Dinas Pariwisata dan Kebudayaan"));
  EXPECT_EQ(change(1, "Dinas Lain").error().code, base::ErrorCode::kChanged);
  EXPECT_EQ(office("dinas-pariwisata")->name, "Dinas Pariwisata dan Kebudayaan");
}

TEST_P(OfficeTest, ARetiredItemIsKeptButNoLongerOffered) {
  const auto id = *add({.name = "Dinas Pariwisata", .kind = "dinas"});
  const auto item = write([&](db::Transaction& tx) {
    return add_tupoksi(tx, kOperator, id, 1,
                       {.number = "1", .text = "Mengelola objek wisata", .legal_basis = "uji"}, kNow);
  });
  ASSERT_TRUE(item);
  const auto retired = write([&](db::Transaction& tx) {
    return change_tupoksi(
        tx, kOperator, *item, 2,
        {.number = "1", .text = "Mengelola objek wisata", .legal_basis = "uji", .active = false}, kNow);
  });
  ASSERT_TRUE(retired);
  EXPECT_TRUE(tupoksi("dinas-pariwisata").empty());
  EXPECT_TRUE(read([&](db::Reader& r) { return find_tupoksi(r, *item); }));
}

TEST_P(OfficeTest, EveryChangeIsInTheAudit) {
  const auto id = *add({.name = "Dinas Pariwisata", .kind = "dinas"});
  const auto entries = read([&](db::Reader& r) { return audit::of_subject(r, "office/" + id.text()); });
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].action, "region.office_added");
}

TEST_P(OfficeTest, OnlyWhoManagesOfficesMayChangeThem) {
  identity::Actor officer;
  officer.person = identity::PersonId::make(kNow);
  officer.grants = {{identity::Role::kOfficer, std::nullopt}};
  EXPECT_EQ(add({.name = "Dinas Baru", .kind = "dinas"}, officer).error().code, base::ErrorCode::kNotAllowed);
}

constexpr std::string_view kOffices =
    "kunci,nama,singkatan,jenis,nomor,tupoksi,dasar_hukum,contoh\n"
    "dispar,Dinas Pariwisata,Dispar,dinas,1,Mengelola objek wisata,,ya\n"
    "dispar,Dinas Pariwisata,Dispar,dinas,2,Membina pelaku wisata,,ya\n"
    "bappeda,Badan Perencanaan Pembangunan Daerah,Bappeda,,,,,\n";

TEST_P(OfficeTest, AFileBringsOfficesWithTheirItemsMarkedAsSamples) {
  const auto report = import(kOffices);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows, 3);
  EXPECT_EQ(report->ready, 3);
  ASSERT_EQ(tupoksi("dispar").size(), 2u);
  EXPECT_TRUE(tupoksi("dispar")[0].sample);
  EXPECT_EQ(office("bappeda")->kind, "badan");
  EXPECT_EQ(import(kOffices)->changed, 0);
}

TEST_P(OfficeTest, ARealListReplacesSamplesAndKeepsTheirIds) {
  ASSERT_TRUE(import(kOffices));
  const auto before = tupoksi("dispar")[0].id;
  ASSERT_TRUE(
      import("kunci,nama,nomor,tupoksi,dasar_hukum\ndispar,Dinas Pariwisata,1,Menyelenggarakan urusan "
             "pariwisata,Perbup uji\n"));
  const auto items = tupoksi("dispar");
  EXPECT_EQ(items[0].id, before);
  EXPECT_EQ(items[0].legal_basis, "Perbup uji");
  EXPECT_FALSE(items[0].sample);
  EXPECT_FALSE(office("dispar")->sample);
  EXPECT_TRUE(items[1].sample);
}

TEST_P(OfficeTest, BadRowsAreNamed) {
  const auto report = import(
      "kunci,nama,jenis,nomor,tupoksi\n"
      "a,,dinas,1,x\n"
      "b,Kantor B,bank,1,x\n"
      "c,Dinas C,dinas,,x\n"
      "d,Dinas D,dinas,1,x\n"
      "d,Dinas D,dinas,1,y\n");
  std::vector<std::string> reasons;
  for (const auto& remark : report->refused)
    reasons.push_back(std::to_string(remark.row) + ' ' + remark.reason.key);
  EXPECT_EQ(reasons,
            (std::vector<std::string>{"2 region.import.name_missing", "3 region.import.kind_unknown",
                                      "4 region.import.item_incomplete", "6 region.import.item_twice"}));
}

ON_BOTH_DATABASES(OfficeTest);

}  // namespace
