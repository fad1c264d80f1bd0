/// From which age an offering may be used, and when.
public struct AgeRules: Hashable, Sendable {
  /// Hours for which another age holds: an evening for those of 16 and more, a curfew.
  public struct Window: Hashable, Sendable, Codable {
    /// When it holds.
    public let hours: Hours
    /// The age everybody who comes has reached, in years.
    public let minimumAge: Int

    /// Describes a window.
    public init(hours: Hours, minimumAge: Int) {
      self.hours = hours
      self.minimumAge = minimumAge
    }
  }

  /// The age everybody who comes has reached, in years.
  public let minimum: Int?
  /// The age from which nobody need come along or have signed, in years.
  public let minimumAlone: Int?
  /// Hours for which another age holds.
  public let windows: [Window]

  /// Describes the rules; what is left out is no limit.
  public init(minimum: Int? = nil, minimumAlone: Int? = nil, windows: [Window] = []) {
    self.minimum = minimum
    self.minimumAlone = minimumAlone
    self.windows = windows
  }

  /// The youngest age from which a person has an account and books alone in their own name.
  ///
  /// Source: law of 30 July 2018 on the protection of natural persons with regard to the processing
  /// of personal data, article 7: from 13, a child's own consent to an online service counts.
  public static let accountAge = 13
  /// From which age somebody can answer for a minor (Civil Code, article 388).
  public static let adultAge = 18

  /// Says that somebody is too young to act for themselves.
  public static func accountRefusal(of person: PersonID, _ age: AgeBand) -> Refusal {
    Refusal(
      .accountAge, subject: person.description, limit: .years(accountAge, during: nil),
      actual: .text(age.description))
  }

  /// Says that somebody is too young to answer for a minor; nil when they are not, as far as is known.
  public static func guardianRefusal(of guardian: Person) -> Refusal? {
    guard let age = guardian.details.age, !age.hasReached(adultAge) else { return nil }
    return Refusal(
      .guardianAge, subject: guardian.id.description, limit: .years(adultAge, during: nil),
      actual: .text(age.description))
  }
}
