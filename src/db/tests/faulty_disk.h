#pragma once
// A disk under SQLite (a VFS named "faulty") on which a write or a sync can be made to fail.
namespace faulty_disk {

void install();
/// The n-th write, sync or truncation from now fails, and with `for_good` each one after it.
void fail_from(int n, bool for_good);
/// Ends it; whether anything failed.
bool heal();

}  // namespace faulty_disk
