#include "identity_web/session.h"

namespace identity_web {

identity::Actor actor_of(identity::Sessions& sessions, const http::Request& request) {
  return sessions.actor(request.cookie(view::kSessionCookie), request.network);
}

std::optional<view::Visitor> visitor_of(const identity::Actor& actor) {
  if (actor.person.empty()) return std::nullopt;
  view::Visitor visitor{.name = actor.name};
  if (!actor.grants.empty()) visitor.duty = identity::label_of(actor.grants.front().role);
  visitor.home = actor.must_change_password ? "/akun/sandi" : "/akun";
  return visitor;
}

}  // namespace identity_web
