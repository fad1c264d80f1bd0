/// What the public may read about a reservation: only what somebody wrote for it.
///
/// Nothing here is taken from the person or the reservation's own title.
public struct Publicity: Hashable, Sendable, Codable {
  /// What it is.
  public let title: String
  /// A few sentences.
  public let summary: String?
  /// Where to read more or to sign up.
  public let url: String?
  /// Who organises it.
  public let organiser: String?
  /// For whom it is, such as « dès 12 ans ».
  public let audience: String?
  /// How many places there are.
  public let seats: Int?

  /// The longest title and single line, in Unicode scalars.
  public static let longestLine = 200
  /// The longest summary, in Unicode scalars.
  public static let longestSummary = 4000

  /// Makes a public description; fails when a text is empty or too long, the URL is not http or
  /// https, or there are no seats.
  public init?(
    title: String, summary: String? = nil, url: String? = nil, organiser: String? = nil,
    audience: String? = nil, seats: Int? = nil
  ) {
    let lines = [title, organiser, audience].compactMap(\.self)
    guard lines.allSatisfy({ (1...Self.longestLine).contains($0.unicodeScalars.count) }),
      (summary ?? "x").unicodeScalars.count <= Self.longestSummary, (seats ?? 1) > 0,
      url.map(Self.isWebAddress) ?? true
    else { return nil }
    self.title = title
    self.summary = summary
    self.url = url
    self.organiser = organiser
    self.audience = audience
    self.seats = seats
  }

  private static func isWebAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    return text.utf8.count <= 2000 && (lower.hasPrefix("https://") || lower.hasPrefix("http://"))
      && !text.unicodeScalars.contains {
        $0.value <= 0x20 || "<>\"\u{7F}".unicodeScalars.contains($0)
      }
  }

  /// One text that is equal exactly when two descriptions are equal.
  public var fingerprint: String {
    RequestFingerprint.text([
      title, summary ?? "", url ?? "", organiser ?? "", audience ?? "",
      seats.map(String.init) ?? "",
    ])
  }
}
