/// Something that must happen by itself.
public struct DueItem: Hashable, Sendable, Encodable {
  /// What must happen, such as `holdExpiry`.
  public let kind: String
  /// To what: the number or id its kind knows.
  public let subject: String
  /// From which second on, in UTC seconds since 1970.
  public let atUTC: Int

  /// Names something that must happen.
  public init(kind: String, subject: String, atUTC: Int) {
    self.kind = kind
    self.subject = subject
    self.atUTC = atUTC
  }
}

/// Does what falls due, of some kinds.
///
/// A task is asked again until the item is gone from the table, by any process, and by several at
/// once: it looks first whether there is still something to do.
public protocol DueTask: Sendable {
  /// The kinds this task does.
  var kinds: Set<String> { get }

  /// Does what an item asks for, and removes or renews the item.
  ///
  /// - Parameters:
  ///   - item: what has fallen due.
  ///   - nowUTC: the present, UTC seconds since 1970.
  /// - Returns: whether something happened; false when another process was faster.
  /// - Throws: what keeps it from happening; it is tried again later.
  func perform(_ item: DueItem, at nowUTC: Int) async throws -> Bool

  /// Completes a pass: what follows from all items together, and what an earlier pass left half done.
  ///
  /// - Parameter nowUTC: the present, UTC seconds since 1970.
  /// - Returns: what could not be completed, each with why; the next pass tries again.
  /// - Throws: what keeps it from being looked at.
  func complete(at nowUTC: Int) async throws -> [(item: DueItem, error: any Error)]
}

extension DueTask {
  /// Leaves nothing to complete.
  public func complete(at nowUTC: Int) async throws -> [(item: DueItem, error: any Error)] { [] }
}
