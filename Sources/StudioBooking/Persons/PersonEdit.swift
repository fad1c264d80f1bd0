import Foundation

/// A change of a person's record: what is nil stays, an empty text takes the value away.
public struct PersonEdit: Hashable, Sendable {
  /// The name people read.
  public var name: String?
  /// The address for confirmations.
  public var email: String?
  /// The telephone number.
  public var phone: String?
  /// The tariff category.
  public var category: String?
  /// Where they live.
  public var postcode: String?
  /// The age band.
  public var age: AgeBand?
  /// Who answers for a minor.
  public var guardian: PersonReference?

  /// Describes a change.
  public init(
    name: String? = nil, email: String? = nil, phone: String? = nil, category: String? = nil,
    postcode: String? = nil, age: AgeBand? = nil, guardian: PersonReference? = nil
  ) {
    self.name = name
    self.email = email
    self.phone = phone
    self.category = category
    self.postcode = postcode
    self.age = age
    self.guardian = guardian
  }

  /// The record after the change.
  ///
  /// - Parameters:
  ///   - details: the record before.
  ///   - guardian: whom ``guardian`` names, found already.
  ///   - venue: for its categories.
  /// - Returns: the record after.
  /// - Throws: a refusal with code `bad_record` for a category the venue does not have.
  public func applied(
    to details: PersonDetails, guardian: PersonID?, at venue: Venue
  ) throws(Refusal) -> PersonDetails {
    var changed = details
    func text(_ new: String?, _ old: String?) -> String? {
      guard let new = new?.trimmingCharacters(in: .whitespacesAndNewlines) else { return old }
      return new.isEmpty ? nil : new.precomposedStringWithCanonicalMapping
    }
    changed.name = text(name, nil) ?? details.name
    changed.email = text(email, details.email)?.lowercased()
    changed.phone = text(phone, details.phone)
    changed.category = text(category, details.category)
    changed.postcode = text(postcode, details.postcode)
    changed.age = age ?? details.age
    changed.guardian = guardian ?? details.guardian
    if let category = changed.category { try venue.check(category: category) }
    return changed
  }
}

extension Venue {
  /// Refuses a category that the venue does not have; a venue without any knows every one.
  ///
  /// - Parameter id: the category.
  /// - Throws: a refusal with code `bad_record`.
  public func check(category id: String) throws(Refusal) {
    guard categories.isEmpty || category(id) != nil else {
      throw Refusal(
        .unknownCategory, subject: id, limit: .text(categories.map(\.id).joined(separator: ", ")))
    }
  }
}
