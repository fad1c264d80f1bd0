import Foundation
import StudioTestSupport
import Testing

/// docs/schema, checked by PyPI's `jsonschema`, which is not ours.
enum JSONSchema {
  /// Whether a value is written as the schema says.
  static func accepts(_ value: some Encodable, _ schema: String) throws -> Bool {
    try accepts(text: String(decoding: JSONEncoder().encode(value), as: UTF8.self), schema)
  }

  /// Whether a JSON text is as the schema says.
  static func accepts(text: String, _ schema: String) throws -> Bool {
    let folder = try TemporaryFolder()
    let file = folder.file("value.json")
    try Data(text.utf8).write(to: file)
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      sys.exit(0 if jsonschema.Draft202012Validator(schema).is_valid(json.load(open(sys.argv[2]))) else 7)
      """
    let path = PackageRoot.url.appending(path: "docs/schema/\(schema).json").path
    let result = try PythonTool.run(["-c", script, path, file.path])
    try #require([0, 7].contains(result.exitCode), "\(result.standardError)")
    return result.exitCode == 0
  }
}
