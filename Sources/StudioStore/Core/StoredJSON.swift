import Foundation

/// Values kept as JSON text in a column, always written with sorted keys.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads a value.
  ///
  /// - Throws: ``StoreError/unreadable(field:value:)``.
  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch is DecodingError {
      throw StoreError.unreadable(field: "\(type)", value: String(text.prefix(80)))
    }
  }
}
