#pragma once
// Every limit of the HTTP server in one place, each with its reason.
#include <cstddef>
#include <cstdint>

#include "http/form.h"

namespace http {

struct Limits {
  // What one request may be.
  std::size_t head_bytes = 8 * 1024;    ///< browsers send < 2 kB; nginx and Apache draw the line here too
  std::size_t target_bytes = 4 * 1024;  ///< a filter form with every field filled is < 2 kB
  std::size_t header_count = 64;        ///< browsers send about 20
  std::uint64_t body_bytes = 1u << 20;  ///< forms and JSON; a route with uploads states its own
  std::size_t body_memory_bytes = 64 * 1024;  ///< a larger body lies in a file: memory holds many clients
  FormLimits form = {};

  // What one client may take.
  std::size_t connections =
      4'000;  ///< below the usual 4,096+ open files of a service, with room for files and databases
  std::size_t connections_per_network =
      512;  ///< a whole village behind one carrier NAT still fits; one attacker does not fill the house
  std::uint32_t requests_per_connection = 100'000;  ///< an odd connection does not live for ever

  // How slow it may be.
  int idle_ms = 30'000;        ///< between requests: longer than reading a page costs memory for nothing
  int head_ms = 10'000;        ///< a whole head, from its first byte; it fits one packet
  int body_grace_ms = 20'000;  ///< then the body must have come at body_bytes_per_s on the average
  std::uint32_t body_bytes_per_s = 500;  ///< a photo over EDGE at the forest's edge comes at 2,000
  int write_ms = 30'000;  ///< for each piece of the answer, unsent_bytes at most: 4 kB/s; EDGE gives 20
  int unsent_bytes = 128 * 1024;  ///< what the kernel takes of an answer before the client does
  int linger_ms = 2'000;          ///< to let a refused client read why before the connection goes
  int stop_ms = 20'000;           ///< running requests may end; systemd kills after 90 s

  // What the program gives.
  std::size_t queue = 512;  ///< requests waiting for a worker: at 2,000/s a quarter of a second, then 503
  int retry_after_s = 2;    ///< what a 503 asks for
  std::size_t cache_bytes = 32u << 20;  ///< public answers, compressed forms included: some 3,000 pages
  std::size_t cache_entry_bytes = 1u << 20;
  std::size_t stream_piece_bytes = 64 * 1024;
};

}  // namespace http
