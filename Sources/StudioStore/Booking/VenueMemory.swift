import StudioBooking
import Synchronization

/// Venues that this process has put together before: every transaction asks for one, and reading
/// some forty JSON texts takes longer than most transactions.
///
/// A stamp is random and changes with the rows it stands for, by trigger and within the transaction
/// that changes them: what is known under a stamp can never be out of date.
enum VenueMemory {
  /// More than one process opens at once; tests open many.
  private static let limit = 16
  private static let known = Mutex<[String: Venue]>([:])

  /// The venue of a stamp.
  ///
  /// - Parameters:
  ///   - stamp: the mark of the rows; nil is known by nobody.
  ///   - read: puts the venue together.
  /// - Returns: the venue.
  /// - Throws: what `read` throws.
  static func venue(stamped stamp: String?, _ read: () throws -> Venue) rethrows -> Venue {
    guard let stamp else { return try read() }
    if let venue = known.withLock({ $0[stamp] }) { return venue }
    let venue = try read()
    known.withLock { known in
      if known.count >= limit { known.removeAll() }
      known[stamp] = venue
    }
    return venue
  }
}
