import Foundation

/// Somebody's place among those who wait for a lock file, across processes, in order of arrival.
///
/// `flock` wakes the first waiter when the holder lets go, but whoever asks before that one has woken
/// takes the lock, and the woken one queues again behind everybody: with 50 processes racing, one
/// in twenty waited six times as long as the median (docs/decisions/0002). So whoever comes draws
/// a number and locks the byte of the file that belongs to it, then waits until the byte of the number
/// before is free: its owner let go, gave up or died. The numbers decide order only; what keeps
/// writers apart is `flock`, and a queue that cannot be kept (a full disk) is done without.
///
/// Source: fcntl(2), open file description locks; flock(2).
struct LockQueue: Sendable {
  private enum Step: Sendable {
    case number
    case turn(after: Int)
    case lock
  }

  /// An open lock file, for reading and writing.
  private let descriptor: Int32
  private var step = Step.number

  /// The next number lies in the first eight bytes, in the machine's order; the bytes of the numbers
  /// follow, far beyond the end of the file.
  private static let counterBytes = MemoryLayout<Int>.size
  /// Numbers begin again at 0 after this one, long before an offset would overflow.
  private static let lastNumber = 1 << 62

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Goes on towards the lock from where the last call stopped.
  ///
  /// - Parameter waiting: whether to block until it is held.
  /// - Returns: whether it is held; never false when `waiting`.
  /// - Throws: the number of the system's error.
  mutating func take(waiting: Bool) throws(POSIXError) -> Bool {
    while true {
      switch step {
      case .number:
        switch lockRange(F_WRLCK, at: 0, Self.counterBytes, waiting) {
        case EAGAIN: return false
        case 0: step = drawNumber()
        default: step = .lock
        }
      case .turn(let previous):
        let error = lockRange(F_RDLCK, at: Self.counterBytes + previous, 1, waiting)
        if error == EAGAIN { return false }
        step = .lock
      case .lock:
        if flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 { return true }
        switch errno {
        case EINTR: continue
        case EWOULDBLOCK: return false
        default: throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ENOLCK)
        }
      }
    }
  }

  /// Lets go of the lock first, then of the place, so that who comes next finds the lock free.
  func leave() {
    flock(descriptor, LOCK_UN)
    _ = lockRange(F_UNLCK, at: 0, 0, false)
  }

  /// Draws a number while the counter is locked, and lets go of the counter.
  private func drawNumber() -> Step {
    defer { _ = lockRange(F_UNLCK, at: 0, Self.counterBytes, false) }
    var next = 0
    let read = unsafe pread(descriptor, &next, Self.counterBytes, 0)
    guard read == 0 || read == Self.counterBytes else { return .lock }
    let number = (0..<Self.lastNumber).contains(next) ? next : 0
    var following = number + 1
    guard unsafe pwrite(descriptor, &following, Self.counterBytes, 0) == Self.counterBytes,
      lockRange(F_WRLCK, at: Self.counterBytes + number, 1, false) == 0
    else { return .lock }
    return number == 0 ? .lock : .turn(after: number - 1)
  }

  /// Locks or frees a range of the file for this open file; 0 or the system's error.
  private func lockRange(_ type: Int32, at offset: Int, _ length: Int, _ waiting: Bool)
    -> Int32
  {
    var range = flock(
      l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: offset, l_len: length, l_pid: 0)
    while unsafe fcntl(descriptor, waiting ? Self.setAndWait : Self.set, &range) != 0 {
      guard errno == EINTR else { return errno == EACCES ? EAGAIN : errno }
    }
    return 0
  }

  // <linux/fcntl.h>: F_OFD_SETLK and F_OFD_SETLKW, which Swift's Glibc module does not show.
  private static let set: Int32 = 37
  private static let setAndWait: Int32 = 38
}
