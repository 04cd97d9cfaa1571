#pragma once
// The links of the frame: what everybody reads, and what a person at work may use.
#include <optional>
#include <vector>

#include "http/request.h"
#include "view/site.h"

namespace app {

struct House;

std::vector<view::Link> public_links();
/// Nothing for whoever is not signed in.
std::optional<view::Visitor> visitor_of(House& house, const http::Request& request);

}  // namespace app
