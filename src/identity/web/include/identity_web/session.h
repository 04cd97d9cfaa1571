#pragma once
// Who is behind a request.
#include <optional>

#include "http/request.h"
#include "identity/sessions.h"
#include "view/site.h"

namespace identity_web {

/// Nobody when the request carries no session in force.
identity::Actor actor_of(identity::Sessions& sessions, const http::Request& request);

/// As the frame shows the actor; nothing for nobody. The program adds the links (`nav`) and the office.
std::optional<view::Visitor> visitor_of(const identity::Actor& actor);

}  // namespace identity_web
