#pragma once
// What an office works with: the inventory, one record, its form, its history, the verification queue.
#include "potential_web/potential_pages.h"

namespace potential_web {

/// The inventory and the queue: many objects at a time.
class InventoryPages {
 public:
  explicit InventoryPages(const Context& context) : context_(context) {}

  http::Response list(const http::Request& request) const;
  http::Response queue(const http::Request& request) const;

 private:
  const Context& context_;
};

struct RefusedStep;

/// One object: what it says, the next step, photos.
class RecordPages {
 public:
  explicit RecordPages(const Context& context) : context_(context) {}

  http::Response show(const http::Request& request) const;
  http::Response act(const http::Request& request) const;
  http::Response add_photo(const http::Request& request) const;
  http::Response remove_photo(const http::Request& request) const;

 private:
  http::Response page(const http::Request& request, const RefusedStep* refused) const;
  http::Response refuse(const http::Request& request, const RefusedStep& refused) const;

  const Context& context_;
};

/// Writing a new object, changing one.
class RecordForms {
 public:
  explicit RecordForms(const Context& context) : context_(context) {}

  http::Response choose(const http::Request& request) const;
  http::Response create(const http::Request& request) const;
  http::Response edit(const http::Request& request) const;
  http::Response save(const http::Request& request) const;

 private:
  const Context& context_;
};

class HistoryPages {
 public:
  explicit HistoryPages(const Context& context) : context_(context) {}

  http::Response history(const http::Request& request) const;
  http::Response compare(const http::Request& request) const;
  http::Response restore(const http::Request& request) const;

 private:
  const Context& context_;
};

/// The id in the address; an error where it is none.
base::Result<potential::ObjectId> id_in(const http::Request& request);
/// The id in the address and the version in the form: what the sender saw.
base::Result<potential::Seen> seen_in(const http::Request& request);
std::string work_path(const potential::ObjectId& id);

}  // namespace potential_web
