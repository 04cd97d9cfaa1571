// What lies beside the sources of db is its own.
#include "sqlite_connection.h"
