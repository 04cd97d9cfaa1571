#pragma once
// The commands of the program itself; those of a module are in its cli/ folder.
#include "cli/command.h"

namespace app {

int serve_command(const cli::Arguments& arguments);
int demo_command(const cli::Arguments& arguments);
int routes_command(const cli::Arguments& arguments);
int import_potential_command(const cli::Arguments& arguments);
int import_undo_command(const cli::Arguments& arguments);
int export_command(const cli::Arguments& arguments);
int backup_command(const cli::Arguments& arguments);
int restore_command(const cli::Arguments& arguments);
int verify_command(const cli::Arguments& arguments);
int doctor_command(const cli::Arguments& arguments);

}  // namespace app
