/// How a command names whom quotas and statements are about: a person or an organisation.
public enum SubjectReference: Hashable, Sendable {
  case person(PersonReference)
  case organisation(OrganisationReference)

  /// Reads `O-2` as an organisation, and anything else as a person; nil when nothing is readable.
  public init?(text: String) {
    if let id = OrganisationID(text: text) {
      self = .organisation(.id(id))
    } else {
      guard let person = PersonReference(text: text) else { return nil }
      self = .person(person)
    }
  }
}
