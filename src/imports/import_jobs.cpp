#include "imports/import_jobs.h"

namespace imports {
namespace {

using Work = void (ImportDesk::*)(const BatchId&, const OnProgress&);

jobs::Handler handler(ImportDesk& desk, Work work) {
  return [&desk, work](jobs::Run& run) -> base::Result<base::Json> {
    constexpr std::int64_t kWhole = 1000;
    const auto id = BatchId::from_trusted(run.job().payload.at("batch").as_string());
    (desk.*work)(
        id, [&](double share) { return run.progress(static_cast<std::int64_t>(share * kWhole), kWhole); });
    return base::Json::object();
  };
}

}  // namespace

void handle_jobs(jobs::Queue& queue, ImportDesk& desk) {
  queue.handle(kReadJob, handler(desk, &ImportDesk::read));
  queue.handle(kWriteJob, handler(desk, &ImportDesk::write));
  queue.handle(kUndoJob, handler(desk, &ImportDesk::take_back));
}

}  // namespace imports
