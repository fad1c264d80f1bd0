/// A value that only one step of a schedule touches, by one thread at a time.
///
/// An ordered stage runs on whichever thread is free, never on two, and the schedule's lock passes
/// on what one thread wrote to the next; an item of ``ParallelStretches`` goes from hand to hand through
/// the desk's lock. That is what makes it safe to share the box. Values used by more than one step at a
/// time belong in a `Mutex`.
final class Confined<Value: ~Copyable>: @unchecked Sendable {
  // Confined to one step of a schedule; see above.
  var value: Value

  init(_ value: consuming Value) { self.value = value }
}
