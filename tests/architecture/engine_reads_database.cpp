// An engine takes numbers and gives numbers.
#include "db/database.h"
