#pragma once
// The filters of the inventory as its addresses spell them: ?keadaan=…&kategori=…&kantor=…
#include <string>

#include "http/request.h"
#include "potential/listing.h"

namespace potential_web {

potential::Filter filter_of(const http::Request& request);

/// The address of the list under another filter.
std::string address_of(const potential::Filter& filter, std::string_view after = {});

}  // namespace potential_web
