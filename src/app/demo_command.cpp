#include <cstdio>
#include <fstream>
#include <string>

#include "command_list.h"
#include "demo_store.h"
#include "serving.h"

namespace app {

int demo_command(const cli::Arguments& arguments) {
  StoreOptions store_options;
  ServeOptions options;
  std::string regency = SERUMPUN_SOURCE_DIR "/data/regencies/sarolangun";
  cli::Options command("demo", "Fill a store with a sample regency and serve it",
                       "serumpun demo --data var/demo");
  store_options.declare(command);
  options.declare(command);
  command.value("--from", regency, "folder of the regency, as in data/regencies/");
  if (auto stop = command.parse(arguments)) return *stop;

  Store store(store_options);
  fill_demo(store, {regency});
  return serve(store, options, [&store](const std::string& address) {
    std::printf("\nSerumpun answers on %s\n\nAccounts (name, role, password; kept in %s):\n", address.c_str(),
                accounts_file(store).c_str());
    std::ifstream in(accounts_file(store));
    for (std::string line; std::getline(in, line);) std::printf("  %s\n", line.c_str());
    std::printf("\nSign in at %s/masuk. Stop with Ctrl-C.\n", address.c_str());
    std::fflush(stdout);
  });
}

}  // namespace app
