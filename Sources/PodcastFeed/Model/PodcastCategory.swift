/// One of Apple's podcast categories, with an optional subcategory of it.
///
/// Only names of the list can be made, in the exact case directories compare them in.
public struct PodcastCategory: Sendable, Hashable {
  /// The top category: `Society & Culture`.
  public let name: String
  /// The subcategory: `Documentary`.
  public let subcategory: String?

  /// Fails when the list has no such category, or no such subcategory of it, in this exact case.
  ///
  /// - Parameters:
  ///   - name: the top category.
  ///   - subcategory: one of its own subcategories.
  public init?(_ name: String, _ subcategory: String? = nil) {
    guard let children = Self.catalogue[name] else { return nil }
    if let subcategory, !children.contains(subcategory) { return nil }
    self.name = name
    self.subcategory = subcategory
  }

  /// Reads the form people type: `Society & Culture > Documentary`, or a top category alone.
  ///
  /// Fails when the list has no such category.
  ///
  /// - Parameter path: names separated by `>`; spaces around it do not matter.
  public init?(path: String) {
    let parts = path.split(separator: ">", omittingEmptySubsequences: false).map(\.trimmed)
    guard (1...2).contains(parts.count) else { return nil }
    self.init(parts[0], parts.count == 2 ? parts[1] : nil)
  }

  /// The form ``init(path:)`` reads.
  public var path: String { subcategory.map { "\(name) > \($0)" } ?? name }

  /// Every top category with its subcategories.
  ///
  /// Source: Apple Podcasts categories since 2019 (podcasters.apple.com/support/1691): 19 top
  /// categories and 90 subcategories that both Apple and the W3C feed validator know.
  public static let catalogue: [String: [String]] = [
    "Arts": [
      "Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts",
    ],
    "Business": [
      "Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit",
    ],
    "Comedy": ["Comedy Interviews", "Improv", "Stand-Up"],
    "Education": ["Courses", "How To", "Language Learning", "Self-Improvement"],
    "Fiction": ["Comedy Fiction", "Drama", "Science Fiction"],
    "Government": [],
    "Health & Fitness": [
      "Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality",
    ],
    "History": [],
    "Kids & Family": ["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"],
    "Leisure": [
      "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies",
      "Home & Garden", "Video Games",
    ],
    "Music": ["Music Commentary", "Music History", "Music Interviews"],
    "News": [
      "Business News", "Daily News", "Entertainment News", "News Commentary", "Politics",
      "Sports News", "Tech News",
    ],
    "Religion & Spirituality": [
      "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Spirituality",
    ],
    "Science": [
      "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics",
      "Natural Sciences", "Nature", "Physics", "Social Sciences",
    ],
    "Society & Culture": [
      "Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships",
    ],
    "Sports": [
      "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey",
      "Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness",
      "Wrestling",
    ],
    "Technology": [],
    "True Crime": [],
    "TV & Film": [
      "After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews",
    ],
  ]
}

extension PodcastCategory: Codable {
  /// Reads the text form of ``init(path:)``.
  ///
  /// - Parameter decoder: holds one string.
  /// - Throws: a `DecodingError` when the list has no such category.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let category = Self(path: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "Apple's list has no category \(text)")
    }
    self = category
  }

  /// Writes the text form of ``path``.
  ///
  /// - Parameter encoder: receives one string.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(path)
  }
}
