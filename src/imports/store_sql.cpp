#include "store_sql.h"

namespace imports::sql {

const db::Sql kFind{
    "SELECT id, dataset, office_id, person_id, person_name, file_name, file_digest, file_bytes, state, "
    "generation, "
    "progress_permille, counts_json, preview_json, choices_json, failure_json, created_at, changed_at "
    "FROM import_batches WHERE id = $1"};
const db::Sql kSetState{
    "UPDATE import_batches SET state = $2, progress_permille = 0, changed_at = $3 WHERE id = $1"};
const db::Sql kSetProgress{
    "UPDATE import_batches SET progress_permille = $2 WHERE id = $1 AND generation = $3"};
const db::Sql kSetCounts{"UPDATE import_batches SET counts_json = $2 WHERE id = $1"};
const db::Sql kForgetRows{"DELETE FROM import_rows WHERE batch_id = $1"};

}  // namespace imports::sql
