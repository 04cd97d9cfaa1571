// serumpun: the program. What it can do is listed in commands.cpp.
#include "cli/command.h"
#include "commands.h"

int main(int argc, char** argv) {
  return cli::run(app::commands(), {argv + 1, argv + argc});
}
