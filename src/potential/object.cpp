#include "potential/object.h"

namespace potential {

base::Error object_unknown() {
  return {base::ErrorCode::kNotFound, {"potential.object_unknown", {}}};
}

base::Json to_json(const Object& object) {
  base::Json json = base::Json::object({{"id", object.id.text()},
                                        {"path", object.path()},
                                        {"state", name_of(object.state)},
                                        {"version", object.version},
                                        {"created_at", base::to_json(object.created_at)},
                                        {"updated_at", base::to_json(object.updated_at)}});
  const base::Json record = to_json(object.record);
  for (const auto& [key, value] : record.as_object()) json[key] = value;
  return json;
}

}  // namespace potential
