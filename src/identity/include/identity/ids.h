#pragma once
// The ids of people with an account and of the offices they work for.
#include "base/id.h"

namespace identity {

using PersonId = base::Id<struct PersonTag>;
using OfficeId = base::Id<struct OfficeTag>;
using GrantId = base::Id<struct GrantTag>;
using SessionId = base::Id<struct SessionTag>;  ///< names a session in lists; never the secret of its cookie

}  // namespace identity
