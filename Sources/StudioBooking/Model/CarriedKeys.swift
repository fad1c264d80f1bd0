/// Reads and writes the keys of an object that this version does not act on.
enum CarriedKeys {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Collects every key of the current object that the type does not read itself.
  static func decode<Known: CodingKey & CaseIterable>(
    besides known: Known.Type, from decoder: any Decoder
  ) throws -> [String: JSONValue] {
    let container = try decoder.container(keyedBy: Key.self)
    let read = Set(known.allCases.map(\.stringValue))
    var carried: [String: JSONValue] = [:]
    for key in container.allKeys where !read.contains(key.stringValue) {
      carried[key.stringValue] = try container.decode(JSONValue.self, forKey: key)
    }
    return carried
  }

  /// Puts carried keys back beside the ones the type wrote.
  static func encode(_ carried: [String: JSONValue], to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for (name, value) in carried {
      try container.encode(value, forKey: Key(stringValue: name))
    }
  }
}
