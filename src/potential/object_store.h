#pragma once
// Rows of objects: reading and writing one face whole, with the counts and the search words that belong to
// it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"
#include "potential/object.h"
#include "search_index.h"

namespace potential {

std::optional<Object> load_object(db::Reader& reader, const ObjectId& id, Face face);
/// `where` is a condition on potential_objects o.
std::optional<Object> load_object(db::Reader& reader, const db::Query& where);

/// Writes the face, new or not, and brings counts and search words in line.
void save_object(db::Transaction& transaction, const Object& object, const std::vector<IndexedWord>& words);
/// Takes the public face away; nothing when there is none.
void remove_public_face(db::Transaction& transaction, const ObjectId& id);
/// Takes every trace but the history away: for undoing an import.
void remove_object(db::Transaction& transaction, const ObjectId& id);

/// slug_of(name), with a number behind where another object has it.
std::string free_slug(db::Reader& reader, std::string_view name);

}  // namespace potential
