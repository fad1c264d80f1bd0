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

  /// Checks a settings file; a missing one is fine.
  ///
  /// - Parameter file: studio.json.
  /// - Returns: the names in it that are no setting, sorted.
  /// - Throws: ``ConfigurationRefusal`` when it is not JSON or a value has the wrong type.
  static func unknownKeys(in file: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let tree: JSONTree
    do {
      let bytes = try Data(contentsOf: file)
      _ = try JSONDecoder().decode(SettingsDocument.self, from: bytes)
      tree = try JSONDecoder().decode(JSONTree.self, from: bytes)
    } catch let error as DecodingError {
      throw ConfigurationRefusal(.unreadable, key: file.path, value: error.explanation)
    } catch {
      throw ConfigurationRefusal(.unreadable, key: file.path, value: error.localizedDescription)
    }
    return tree.paths.filter { !keys.contains($0) }.sorted()
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
