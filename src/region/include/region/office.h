#pragma once
// Offices (OPD, kecamatan) and what each is charged with: tupoksi as numbered items of a legal basis.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "db/reader.h"
#include "identity/actor.h"
#include "region/area.h"

namespace region {

using identity::OfficeId;
using TupoksiItemId = base::Id<struct TupoksiItemTag>;

/// The kinds as stored and as in files: "dinas", "badan", "sekretariat", "kecamatan", "kelurahan", "desa",
/// "lainnya".
bool is_office_kind(std::string_view name);

struct Office {
  OfficeId id = {};
  std::string key = {};  ///< "dinas-pariwisata": for addresses, files and the command line
  std::string name = {}, short_name = {};
  std::string kind = {};
  std::optional<AreaId> area_id = {};  ///< of a kecamatan, kelurahan or desa
  bool sample = false;                 ///< isian contoh: replaced by an import or confirmed by an edit
  bool active = true;
  std::int64_t version = 1;  ///< of the office with its items
};
template <class Visit>
void fields(Visit& visit, Office& o) {
  visit("id", o.id);
  visit("key", o.key);
  visit("name", o.name);
  visit("short_name", o.short_name);
  visit("kind", o.kind);
  visit("area_id", o.area_id);
  visit("sample", o.sample);
  visit("active", o.active);
  visit("version", o.version);
}

struct TupoksiItem {
  TupoksiItemId id = {};
  OfficeId office_id = {};
  std::string number = {};  ///< as in the legal basis: "1", "2.a"
  std::string text = {};
  std::string legal_basis = {};  ///< e.g. a regulation of the regent; "isian contoh" while it is a sample
  bool sample = false;
  bool active = true;
};
template <class Visit>
void fields(Visit& visit, TupoksiItem& t) {
  visit("id", t.id);
  visit("office_id", t.office_id);
  visit("number", t.number);
  visit("text", t.text);
  visit("legal_basis", t.legal_basis);
  visit("sample", t.sample);
  visit("active", t.active);
}

/// By name; those that are closed only when asked for. Public.
std::vector<Office> offices(db::Reader& reader, bool with_closed = false);
std::optional<Office> find_office(db::Reader& reader, const OfficeId& id);
std::optional<Office> find_office(db::Reader& reader, std::string_view key);
/// In the order of the legal basis; retired ones only when asked for. Public.
std::vector<TupoksiItem> tupoksi_of(db::Reader& reader, const OfficeId& office, bool with_retired = false);
std::optional<TupoksiItem> find_tupoksi(db::Reader& reader, const TupoksiItemId& id);

struct OfficeEdit {
  std::string name = {}, short_name = {}, kind = {};
  std::string area_code = {};  ///< empty: of the whole regency
  bool active = true;
};
/// The key is made from the name. Needs Permission::kManageOffices, as all below.
base::Result<OfficeId> add_office(db::Transaction& transaction, const identity::Actor& actor,
                                  const OfficeEdit& edit, base::Instant now);
/// `version` is the one that the editor saw; kChanged when it is no longer in force. An edited sample is one
/// no more.
base::Result<void> change_office(db::Transaction& transaction, const identity::Actor& actor,
                                 const OfficeId& id, std::int64_t version, const OfficeEdit& edit,
                                 base::Instant now);

struct TupoksiEdit {
  std::string number = {}, text = {}, legal_basis = {};
  bool active = true;  ///< false retires it: objects keep their reference, new ones cannot take it
};
base::Result<TupoksiItemId> add_tupoksi(db::Transaction& transaction, const identity::Actor& actor,
                                        const OfficeId& office, std::int64_t version, const TupoksiEdit& edit,
                                        base::Instant now);
base::Result<void> change_tupoksi(db::Transaction& transaction, const identity::Actor& actor,
                                  const TupoksiItemId& id, std::int64_t version, const TupoksiEdit& edit,
                                  base::Instant now);

}  // namespace region
