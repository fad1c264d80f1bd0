public import Localization

/// The place: its spaces, what can be booked there, its zone and languages.
public struct Venue: Hashable, Sendable {
  /// What people read.
  public let name: LocalizedText
  /// The zone every local time is in.
  public let zone: VenueZone
  /// The locale, such as `fr-BE`.
  public let locale: String
  /// ISO 4217 code.
  public let currency: String
  /// The languages the venue speaks, its own first; never empty.
  public let languages: [Language]
  /// The named day calendars that close the whole venue.
  public let closedOn: [String]
  /// Day calendars imported as data, such as school holidays.
  public private(set) var calendars: [DayCalendar]
  /// What the file says about itself.
  public let note: String?
  /// The kinds of person and organisation that prices and rules tell apart.
  public let categories: [PersonCategory]
  /// The postcodes of the commune; empty when it makes no difference.
  public let residentPostcodes: [String]
  /// The qualifications the venue gives.
  public let qualifications: [QualificationKind]
  /// Quotas of hours for every offering they name in `across`.
  public let quotas: [Quota]
  /// The rooms.
  public private(set) var spaces: [Space]
  /// What can be booked.
  public private(set) var offerings: [Offering]
  /// Settings that this version carries without reading.
  public let carried: [String: JSONValue]

  /// The language to speak when nobody asks for another.
  public var language: Language { languages.first ?? .french }

  /// Every unit of every space, in order.
  public var units: [BookableUnit] { spaces.flatMap(\.units) }

  /// The day calendars by name, the computed ones included.
  public var dayCalendars: DayCalendars { DayCalendars(imported: calendars) }

  /// Finds an offering.
  public func offering(_ id: OfferingID) -> Offering? { offerings.first { $0.id == id } }

  /// Finds a unit.
  public func unit(_ id: UnitID) -> BookableUnit? { units.first { $0.id == id } }

  /// Finds the space a unit is in.
  public func space(of id: UnitID) -> Space? {
    spaces.first { space in space.units.contains { $0.id == id } }
  }

  /// Makes a venue from parts that ``VenueProblem/all(in:)`` finds nothing to say about.
  public init(
    name: LocalizedText, zone: VenueZone, locale: String = "fr-BE", currency: String = "EUR",
    languages: [Language] = Language.allCases, closedOn: [String] = [],
    calendars: [DayCalendar] = [], note: String? = nil, categories: [PersonCategory] = [],
    residentPostcodes: [String] = [], qualifications: [QualificationKind] = [],
    quotas: [Quota] = [], spaces: [Space], offerings: [Offering],
    carried: [String: JSONValue] = [:]
  ) {
    self.name = name
    self.zone = zone
    self.locale = locale
    self.currency = currency
    self.languages = languages
    self.closedOn = closedOn
    self.calendars = calendars
    self.note = note
    self.categories = categories
    self.residentPostcodes = residentPostcodes
    self.qualifications = qualifications
    self.quotas = quotas
    self.spaces = spaces
    self.offerings = offerings
    self.carried = carried
  }

  /// The same venue with other day calendars.
  func with(calendars: [DayCalendar]) -> Self {
    var venue = self
    venue.calendars = calendars
    return venue
  }

  /// The same venue with other rooms and offerings.
  public func with(spaces: [Space], offerings: [Offering]) -> Self {
    var venue = self
    venue.spaces = spaces
    venue.offerings = offerings
    return venue
  }
}

extension Venue: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, zone, locale, currency, languages, closedOn, calendars, note, categories
    case residentPostcodes, qualifications, quota, spaces, offerings
  }

  /// Reads a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let identifier = try container.decode(String.self, forKey: .zone)
    guard let zone = VenueZone(identifier: identifier) else {
      throw DecodingError.dataCorruptedError(
        forKey: .zone, in: container,
        debugDescription: "'\(identifier)' is not a time zone this machine knows.")
    }
    self.init(
      name: try container.decode(LocalizedText.self, forKey: .name), zone: zone,
      locale: try container.decode(String.self, forKey: .locale),
      currency: try container.decode(String.self, forKey: .currency),
      languages: try container.decode([Language].self, forKey: .languages),
      closedOn: try container.decodeIfPresent([String].self, forKey: .closedOn) ?? [],
      calendars: try container.decodeIfPresent([DayCalendar].self, forKey: .calendars) ?? [],
      note: try container.decodeIfPresent(String.self, forKey: .note),
      categories: try container.decodeIfPresent([PersonCategory].self, forKey: .categories) ?? [],
      residentPostcodes: try container.decodeIfPresent([String].self, forKey: .residentPostcodes)
        ?? [],
      qualifications: try container.decodeIfPresent(
        [QualificationKind].self, forKey: .qualifications) ?? [],
      quotas: try container.decodeIfPresent([Quota].self, forKey: .quota) ?? [],
      spaces: try container.decode([Space].self, forKey: .spaces),
      offerings: try container.decode([Offering].self, forKey: .offerings),
      carried: try CarriedKeys.decode(besides: CodingKeys.self, from: decoder))
    if let problem = VenueProblem.all(in: self).first {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }

  /// Writes a venue file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(zone.identifier, forKey: .zone)
    try container.encode(locale, forKey: .locale)
    try container.encode(currency, forKey: .currency)
    try container.encode(languages, forKey: .languages)
    try container.encode(closedOn, forKey: .closedOn)
    try container.encode(calendars, forKey: .calendars)
    try container.encodeIfPresent(note, forKey: .note)
    if !categories.isEmpty { try container.encode(categories, forKey: .categories) }
    if !residentPostcodes.isEmpty {
      try container.encode(residentPostcodes, forKey: .residentPostcodes)
    }
    if !qualifications.isEmpty { try container.encode(qualifications, forKey: .qualifications) }
    if !quotas.isEmpty { try container.encode(quotas, forKey: .quota) }
    try container.encode(spaces, forKey: .spaces)
    try container.encode(offerings, forKey: .offerings)
    try CarriedKeys.encode(carried, to: encoder)
  }
}
