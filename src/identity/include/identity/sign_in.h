#pragma once
// Signing in and changing one's password.
#include <string>

#include "base/result.h"
#include "db/database.h"
#include "identity/password.h"
#include "identity/sessions.h"

namespace identity {

struct Credentials {
  std::string username, password;
};

class SignIn {
 public:
  SignIn(db::Database& database, const base::Clock& clock, PasswordHasher& hasher, SessionLimits limits = {})
      : database_(database), clock_(clock), hasher_(hasher), limits_(limits) {}

  /// The secret of a new session for the cookie; `old_secret`, when there is one, is ended. One answer, in
  /// one time, for a wrong password, an unknown or disabled account and a temporary password that is too old;
  /// kTooMany with the seconds to wait.
  base::Result<std::string> sign_in(const Credentials& typed, const Device& device,
                                    const std::string& old_secret = {});

  struct NewPassword {
    std::string current, fresh;
  };
  /// Ends every other session of the actor and gives this one a new secret.
  base::Result<std::string> change_password(const Actor& actor, const NewPassword& passwords,
                                            const Device& device);

 private:
  db::Database& database_;
  const base::Clock& clock_;
  PasswordHasher& hasher_;
  SessionLimits limits_;
};

/// As accounts are compared: trimmed, lower case.
std::string folded_username(const std::string& typed);

}  // namespace identity
