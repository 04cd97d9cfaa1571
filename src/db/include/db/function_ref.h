#pragma once
// FunctionRef: a callable passed down for the length of a call, without a copy or an allocation.
#include <memory>
#include <type_traits>
#include <utility>

namespace db {

template <class Signature>
class FunctionRef;

template <class R, class... A>
class FunctionRef<R(A...)> {
 public:
  template <class F>
  requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef> && std::is_invocable_r_v<R, F&, A...>)
      FunctionRef(F&& f)  // NOLINT: converts on purpose, as std::function does
      : target_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
        call_([](void* target, A... args) -> R {
          return (*static_cast<std::remove_reference_t<F>*>(target))(std::forward<A>(args)...);
        }) {}

  R operator()(A... args) const { return call_(target_, std::forward<A>(args)...); }

 private:
  void* target_;
  R (*call_)(void*, A...);
};

}  // namespace db
