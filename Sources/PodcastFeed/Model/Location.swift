/// A place a show or episode is about, or was made in.
///
/// Source: Podcast Namespace `location` (2025 revision).
public struct Location: Codable, Sendable, Hashable {
  /// What people call it; at most 128 characters, not blank.
  public var name: String
  /// What the place has to do with the content.
  public var relation: LocationRelation
  /// RFC 5870 URI, such as `geo:50.2269,5.3442`.
  public var geo: String?
  /// OpenStreetMap element: `N`, `W` or `R` and its id.
  public var osm: String?
  /// ISO 3166-1 alpha-2 code in upper case.
  public var country: String?

  /// Makes the value from its parts.
  public init(
    name: String, relation: LocationRelation = .subject, geo: String? = nil, osm: String? = nil,
    country: String? = nil
  ) {
    self.name = name
    self.relation = relation
    self.geo = geo
    self.osm = osm
    self.country = country
  }
}
