// A domain module knows nothing of HTTP.
#include "http/request.h"
