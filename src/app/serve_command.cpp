#include <cstdio>

#include "command_list.h"
#include "serving.h"

namespace app {

int serve_command(const cli::Arguments& arguments) {
  StoreOptions store_options;
  ServeOptions options;
  cli::Options command("serve", "Serve the pages of a store",
                       "serumpun serve --data /var/lib/serumpun --listen 127.0.0.1:8080");
  store_options.declare(command);
  options.declare(command);
  if (auto stop = command.parse(arguments)) return *stop;
  Store store(store_options);
  return serve(store, options, [](const std::string& address) {
    std::printf("Serumpun answers on %s\n", address.c_str());
    std::fflush(stdout);
  });
}

}  // namespace app
