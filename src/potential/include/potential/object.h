#pragma once
// Object: one face of a thing in the inventory, with what the system keeps beside the record.
#include <cstdint>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/time.h"
#include "potential/face.h"
#include "potential/record.h"
#include "potential/state.h"

namespace potential {

struct Object {
  ObjectId id;
  Face face = Face::kWork;
  std::string slug;  ///< never changes; no other object has it
  State state = State::kDraft;
  std::int64_t version = 0;                            ///< grows by one with each change
  std::optional<std::int64_t> published_version = {};  ///< the version that the public sees
  base::Instant created_at, updated_at;
  Record record;

  /// Its public address, without the language: "/potensi/wisata/goa-calau-petak".
  std::string path() const { return "/potensi/" + record.category + "/" + slug; }
};

/// The answer wherever none is found, or none that the asker may see.
base::Error object_unknown();

/// As programs get it: the record, and id, path, state, version, times.
base::Json to_json(const Object& object);

}  // namespace potential
