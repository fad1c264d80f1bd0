import Foundation

/// docs/schema, checked by PyPI's `jsonschema`, which is not ours.
public enum JSONSchema {
  private static let program = """
    import json, pathlib, sys
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource
    files = pathlib.Path(sys.argv[1]).glob('*.json')
    schemas = {file.name: json.loads(file.read_text()) for file in files}
    registry = Registry().with_resources(
      (name, Resource.from_contents(schema)) for name, schema in schemas.items())
    schema = schemas[sys.argv[2] + '.json']
    Draft202012Validator.check_schema(schema)
    for error in Draft202012Validator(schema, registry=registry).iter_errors(
        json.load(open(sys.argv[3]))):
      print(error.json_path, error.message)
    """

  /// What a schema has against a JSON text, a line each; empty when nothing.
  ///
  /// - Parameters:
  ///   - text: the document.
  ///   - schema: the name of a file of docs/schema, without its extension.
  /// - Returns: the findings.
  /// - Throws: `Broken` when schema or text could not be read at all.
  public static func problems(text: String, _ schema: String) throws -> String {
    let folder = try TemporaryFolder()
    let file = folder.file("value.json")
    try Data(text.utf8).write(to: file)
    let schemas = PackageRoot.url.appending(path: "docs/schema").path
    let result = try PythonTool.run(["-c", program, schemas, schema, file.path])
    guard result.exitCode == 0 else { throw Broken(reason: result.standardError) }
    return result.standardOutput
  }

  /// What a schema has against a value as it is encoded, a line each; empty when nothing.
  public static func problems(_ value: some Encodable, _ schema: String) throws -> String {
    let text = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    return try problems(text: text, schema)
  }

  /// Whether a JSON text is as the schema says.
  public static func accepts(text: String, _ schema: String) throws -> Bool {
    try problems(text: text, schema).isEmpty
  }

  /// Whether a value is written as the schema says.
  public static func accepts(_ value: some Encodable, _ schema: String) throws -> Bool {
    try problems(value, schema).isEmpty
  }

  /// A schema or a document that is none.
  public struct Broken: Error {
    let reason: String
  }
}
