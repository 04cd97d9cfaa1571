#pragma once
// Once: a change that is sent twice is made once, and both senders get the same answer.
#include "db/database.h"
#include "http/route.h"
#include "view/site.h"

namespace view {

/// The key is the form's `_key` or the header Idempotency-Key; a request without one is handled as it comes.
class Once {
 public:
  Once(db::Database& database, const Site& site) : database_(database), site_(site) {}

  /// The handler behind the kept answers: the same key with the same content gets the answer of the first
  /// time, with other content 422. Answers below 400 are kept, at the latest when the handler has ended.
  http::Handler guard(http::Handler handler) const;

  /// Keeps `answer` in the transaction that makes the change: then not even two at once, or a crash between
  /// the change and the answer, makes it twice. Ends the transaction where another has made the change
  /// meanwhile.
  static void remember(db::Transaction& transaction, const http::Request& request,
                       const http::Response& answer);

  /// Forgets answers kept before `before`; how many.
  static std::int64_t forget(db::Transaction& transaction, base::Instant before);

 private:
  http::Response run(const http::Request& request, const http::Handler& handler) const;

  db::Database& database_;
  const Site& site_;
};

}  // namespace view
