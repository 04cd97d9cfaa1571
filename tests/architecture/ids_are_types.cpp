// The id of an office is not the id of a person.
#include "identity/ids.h"

identity::PersonId person_of(identity::OfficeId office) {
  return office;
}
