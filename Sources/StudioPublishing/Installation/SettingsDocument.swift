import Foundation
import Localization

/// studio.json, checked: the layered reader takes a value of the wrong type for a missing one.
struct SettingsDocument: Codable {
  struct Listen: Codable {
    var host: String?
    var port: Int?
  }

  var baseURL: String?
  var listen: Listen?

  /// Every setting there is, as studio.json names it.
  static let keys: Set<String> = ["baseURL", "listen", "listen.host", "listen.port"]

  /// Reads a settings file; a missing one holds no settings.
  ///
  /// - Parameter file: studio.json.
  /// - Returns: the names in it that are no setting, sorted.
  /// - Throws: ``ConfigurationRefusal`` as ``check(_:)`` does.
  static func unknownKeys(in file: URL) throws -> [String] {
    try decode(JSONTree.self, from: file)?.paths.filter { !keys.contains($0) }.sorted() ?? []
  }

  /// Checks the types of a settings file; a missing one is fine.
  ///
  /// - Parameter file: studio.json.
  /// - Throws: ``ConfigurationRefusal`` when it is not JSON or a value has the wrong type.
  static func check(_ file: URL) throws {
    _ = try decode(SettingsDocument.self, from: file)
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, from file: URL) throws -> Value?
  {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    do {
      return try JSONDecoder().decode(type, from: Data(contentsOf: file))
    } catch let error as DecodingError {
      throw ConfigurationRefusal(.unreadable, key: file.path, value: error.explanation)
    } catch {
      throw ConfigurationRefusal(.unreadable, key: file.path, value: error.localizedDescription)
    }
  }
}

/// The names in a JSON object, dotted.
private struct JSONTree: Decodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let paths: [String]

  init(from decoder: any Decoder) throws {
    // What is not an object has no names in it.
    guard let object = try? decoder.container(keyedBy: Name.self) else {
      paths = []
      return
    }
    paths = try object.allKeys.flatMap { key in
      [key.stringValue]
        + (try object.decode(JSONTree.self, forKey: key).paths).map { "\(key.stringValue).\($0)" }
    }
  }
}
