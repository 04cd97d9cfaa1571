#pragma once
// The import's work on the queue: reading, writing, taking back.
#include "imports/import_desk.h"
#include "jobs/queue.h"

namespace imports {

/// Before queue.start(). `desk` outlives the queue.
void handle_jobs(jobs::Queue& queue, ImportDesk& desk);

}  // namespace imports
