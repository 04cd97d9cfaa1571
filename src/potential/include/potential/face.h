#pragma once
// The two faces of an object: the one its officers work on, and the one that the public sees.
#include <string_view>

namespace potential {

/// A published object keeps its public face until a change of it has been verified and published as well.
enum class Face { kWork, kPublic };

constexpr std::string_view name_of(Face face) {
  return face == Face::kWork ? "work" : "public";
}

}  // namespace potential
