/// What a person asks for, as they said it.
public struct BookingRequest: Hashable, Sendable {
  /// How the end was said.
  public enum End: Hashable, Sendable {
    /// Not at all: the offering's default length.
    case usual
    /// By a real length in minutes.
    case afterMinutes(Int)
    /// By a time.
    case at(RequestedTime)
  }

  /// What to book.
  public let offering: OfferingID
  /// When it starts.
  public let start: RequestedTime
  /// When it ends.
  public let end: End
  /// Units chosen by the person; empty leaves the choice to the house.
  public let units: [UnitID]
  /// For whom.
  public let person: PersonReference
  /// What it is about; shown to staff and the owner only.
  public let title: String?
  /// Rules that staff set aside, and why; empty for everybody else.
  public let overrides: Set<RefusalCode>
  /// Why the rules were set aside; kept in the history.
  public let overrideReason: String?
  /// The organisation it is for, and who comes along.
  public let behalf: BookingBehalf
  /// Keeps the units for so many minutes, until the person confirms; nil books at once.
  public let holdMinutes: Int?
  /// Who comes along.
  public let guests: [Guest]
  /// How many people come in all; nil counts the person and the guests, if guests are named.
  public let people: Int?
  /// What the public agenda says of it; nil announces nothing.
  public let publicity: Publicity?

  /// Describes a request.
  public init(
    offering: OfferingID, start: RequestedTime, end: End = .usual, units: [UnitID] = [],
    person: PersonReference, title: String? = nil, overrides: Set<RefusalCode> = [],
    overrideReason: String? = nil, holdMinutes: Int? = nil, guests: [Guest] = [],
    people: Int? = nil, behalf: BookingBehalf = .themselves, publicity: Publicity? = nil
  ) {
    self.publicity = publicity
    self.offering = offering
    self.start = start
    self.end = end
    self.units = units
    self.person = person
    self.title = title
    self.overrides = overrides
    self.overrideReason = overrideReason
    self.behalf = behalf
    self.holdMinutes = holdMinutes
    self.guests = guests
    self.people = people
  }

  /// One text that is equal exactly when two requests are equal, to recognise a repeated key.
  public var fingerprint: String {
    let ending =
      switch end {
      case .usual: "usual"
      case .afterMinutes(let count): "\(count)m"
      case .at(let time): time.description
      }
    return RequestFingerprint.text([
      "book", offering.rawValue, start.description, ending,
      units.map(\.rawValue).joined(separator: ","), person.description, title ?? "",
      overrides.map(\.rawValue).sorted().joined(separator: ","), overrideReason ?? "",
      holdMinutes.map(String.init) ?? "", people.map(String.init) ?? "",
      RequestFingerprint.text(guests.map(\.description)), behalf.fingerprint,
      publicity?.fingerprint ?? "",
    ])
  }

  /// How many people come, as far as the request says.
  public var headcount: Int? { people ?? (guests.isEmpty ? nil : guests.count + 1) }

  /// The same request for another offering, on units the house chooses.
  public func booking(_ offering: OfferingID) -> Self {
    Self(
      offering: offering, start: start, end: end, person: person, title: title,
      overrides: overrides, overrideReason: overrideReason, holdMinutes: holdMinutes,
      guests: guests, people: people, behalf: behalf, publicity: publicity)
  }
}
