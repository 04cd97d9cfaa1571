#pragma once
// The commands for accounts: `serumpun user …`. The operator at the terminal may do all of it.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/command.h"
#include "db/database.h"
#include "identity/ids.h"

namespace identity_cli {

/// How the program opens the store that --data and --database name.
using OpenStore = std::function<std::shared_ptr<db::Database>(const std::string& data,
                                                              const std::optional<std::string>& database)>;
/// An office by its key, e.g. "dispar".
using OfficeByKey =
    std::function<std::optional<identity::OfficeId>(db::Reader& reader, std::string_view key)>;

struct Program {
  OpenStore open;
  OfficeByKey office;
};

/// user add USERNAME --name NAME [--role ROLE [--office KEY] [--from DAY] [--until DAY]] [--password-file
/// FILE|-]
int user_add(const cli::Arguments& arguments, const Program& program);
/// user role USERNAME --role ROLE [--office KEY] [--from DAY] [--until DAY] [--revoke]
int user_role(const cli::Arguments& arguments, const Program& program);
/// user passwd USERNAME [--password-file FILE|-]
int user_passwd(const cli::Arguments& arguments, const Program& program);
/// user disable USERNAME [--enable]
int user_disable(const cli::Arguments& arguments, const Program& program);

}  // namespace identity_cli
