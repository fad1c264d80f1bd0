/// A body that books through its people: an asbl, a school, a company, a municipal service.
public struct Organisation: Hashable, Sendable, Identifiable {
  /// The number.
  public let id: OrganisationID
  /// What may change.
  public let details: OrganisationDetails

  /// Describes an organisation.
  public init(id: OrganisationID, details: OrganisationDetails) {
    self.id = id
    self.details = details
  }
}

/// What is known about an organisation.
public struct OrganisationDetails: Hashable, Sendable, Codable {
  /// The name people read.
  public var name: String
  /// The tariff category, such as `asbl`.
  public var category: String
  /// The number in the Crossroads Bank for Enterprises.
  public var companyNumber: CompanyNumber?
  /// Whether it charges VAT itself.
  public var isVATLiable: Bool
  /// The address for statements.
  public var email: String?
  /// Where it is.
  public var postcode: String?

  /// Describes an organisation.
  public init(
    name: String, category: String, companyNumber: CompanyNumber? = nil, isVATLiable: Bool = false,
    email: String? = nil, postcode: String? = nil
  ) {
    self.name = name
    self.category = category
    self.companyNumber = companyNumber
    self.isVATLiable = isVATLiable
    self.email = email
    self.postcode = postcode
  }
}

extension Organisation: Encodable {
  private enum CodingKeys: String, CodingKey {
    case id, name, category, companyNumber, vatLiable, email, postcode
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.description, forKey: .id)
    try container.encode(details.name, forKey: .name)
    try container.encode(details.category, forKey: .category)
    try container.encodeIfPresent(details.companyNumber, forKey: .companyNumber)
    try container.encode(details.isVATLiable, forKey: .vatLiable)
    try container.encodeIfPresent(details.email, forKey: .email)
    try container.encodeIfPresent(details.postcode, forKey: .postcode)
  }
}

/// A Belgian enterprise number: ten digits, the last two checking the first eight.
///
/// Source: royal decree of 24 June 2003 on the composition of the enterprise number, article 1: the
/// check digits are 97 less the remainder of the first eight digits divided by 97.
public struct CompanyNumber: Hashable, Sendable {
  private let digits: String

  /// Reads `0403.170.701`, `BE 0403170701` or `BE0403170701`; nil when the check digits are wrong.
  public init?(text: some StringProtocol) {
    var digits = String(text).uppercased().filter { !" .-".contains($0) }
    if digits.hasPrefix("BE") { digits.removeFirst(2) }
    if digits.count == 9 { digits = "0" + digits }
    guard digits.count == 10, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.hasPrefix("0") || digits.hasPrefix("1"), let number = Int(digits.prefix(8)),
      let check = Int(digits.suffix(2)), number > 0, 97 - number % 97 == check
    else { return nil }
    self.digits = digits
  }
}

extension CompanyNumber: CustomStringConvertible, Codable {
  /// `BE 0403.170.701`.
  public var description: String {
    let (first, second) = (digits.prefix(4), digits.dropFirst(4).prefix(3))
    return "BE \(first).\(second).\(digits.suffix(3))"
  }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = Self(text: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a Belgian enterprise number.")
    }
    self = number
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
