/// What a calendar link shows.
public enum CalendarScope: Hashable, Sendable {
  /// A person's own reservations.
  case person(PersonID)
  /// What occupies a space.
  case space(SpaceID)
  /// What occupies the venue.
  case venue

  /// The word of commands and JSON.
  public var word: String {
    switch self {
    case .person: "person"
    case .space: "space"
    case .venue: "venue"
    }
  }
}

/// A calendar link as staff see it; the token itself is shown once, when it is made.
public struct CalendarLink: Hashable, Sendable, Identifiable, Encodable {
  /// Its number; people see and type `K-3`.
  public let id: Int
  /// What it shows.
  public let scope: CalendarScope
  /// Whether names and titles are shown.
  public let names: Bool
  /// When it was made.
  public let createdUTC: Int
  /// When it was taken out of service; nil while it works.
  public let revokedUTC: Int?

  /// Describes a link.
  public init(id: Int, scope: CalendarScope, names: Bool, createdUTC: Int, revokedUTC: Int?) {
    self.id = id
    self.scope = scope
    self.names = names
    self.createdUTC = createdUTC
    self.revokedUTC = revokedUTC
  }

  /// `K-3`.
  public var name: String { "K-\(id)" }

  private enum CodingKeys: String, CodingKey {
    case id, scope, person, space, names, created, revoked
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .id)
    try container.encode(scope.word, forKey: .scope)
    switch scope {
    case .person(let id): try container.encode(id.description, forKey: .person)
    case .space(let id): try container.encode(id, forKey: .space)
    case .venue: break
    }
    try container.encode(names, forKey: .names)
    try container.encode(RFC3339.utc(createdUTC), forKey: .created)
    try container.encodeIfPresent(revokedUTC.map(RFC3339.utc), forKey: .revoked)
  }
}

/// A calendar ready to send.
public struct CalendarText: Hashable, Sendable {
  /// The iCalendar object.
  public let text: String
  /// The name a file of it gets.
  public let fileName: String

  /// Pairs a text with a name.
  public init(text: String, fileName: String) {
    self.text = text
    self.fileName = fileName
  }
}
