public import StudioBooking

/// What applying a venue file changes, by name.
public struct VenueChanges: Hashable, Sendable, Encodable {
  /// New spaces, units and offerings.
  public let added: [String]
  /// Those whose settings differ.
  public let changed: [String]
  /// Those that can no longer be booked.
  public let retired: [String]

  /// Whether nothing differs.
  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && retired.isEmpty }

  /// Compares two venues; without an old one everything is new.
  public init(from old: Venue?, to new: Venue) {
    let before = old.map(Self.parts) ?? [:]
    let after = Self.parts(of: new)
    added = after.keys.filter { before[$0] == nil }.sorted()
    retired = before.keys.filter { after[$0] == nil }.sorted()
    changed = after.filter { part in before[part.key].map { $0 != part.value } ?? false }
      .keys.sorted()
  }

  private static func parts(of venue: Venue) -> [String: AnyHashable] {
    var parts: [String: AnyHashable] = ["venue": venue.with(spaces: [], offerings: [])]
    for space in venue.spaces {
      parts["space \(space.id)"] = space.withUnits([])
      for unit in space.units { parts["unit \(unit.id)"] = unit }
    }
    for offering in venue.offerings { parts["offering \(offering.id)"] = offering }
    return parts
  }
}
