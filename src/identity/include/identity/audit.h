#pragma once
// The actor as the audit record names it.
#include "audit/audit.h"
#include "identity/actor.h"

namespace identity {

inline audit::Who who(const Actor& actor) {
  return {actor.person.text(), actor.name, actor.network};
}

}  // namespace identity
