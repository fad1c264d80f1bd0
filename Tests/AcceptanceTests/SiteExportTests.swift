import Foundation
import StudioTestSupport
import Testing

/// `studio export --site` and a plain nginx answer as `studio serve` does.
@Suite struct SiteExportTests {
  private let made: Journey.Made
  private let temporary: TemporaryFolder

  init() throws {
    made = try Journey.made.get()
    temporary = try TemporaryFolder("studio-export")
  }

  private func export(to folder: URL, _ more: String...) throws -> ProgramResult {
    try BuiltProgram.studio.start(
      ["export", "--site", folder.path, "--data", made.data.path, "--lang", "en"] + more
    ).result()
  }

  @Test func `an export that was killed between the old site and the new one is made good`() throws
  {
    let folder = temporary.file("site")
    #expect(try export(to: folder).exitCode == 0)
    let aside = temporary.file(".site.studio-former")
    try FileManager.default.moveItem(at: folder, to: aside)
    #expect(try export(to: folder).exitCode == 0)
    #expect(
      FileManager.default.fileExists(atPath: folder.appending(path: "public/shows.opml").path))
    #expect(!FileManager.default.fileExists(atPath: aside.path))
    let names = made.data.appending(path: "tmp")
    let left = try FileManager.default.contentsOfDirectory(atPath: names.path)
    #expect(!left.contains { $0.hasPrefix("export-") })
  }

  @Test(.enabled(if: NginxServer.isWanted, "nginx is not installed (apt install nginx-light)"))
  func `a plain nginx serves the export under the same addresses`() throws {
    let data = temporary.file("data")
    try FileManager.default.copyItem(at: made.data, to: data)
    let routes = data.appending(path: "public/routes.json")
    try Data(
      #"""
      {"gone": ["/shows/demo/episodes/taken-down/", "/media/x/y.mp3"],
       "redirects": {"/shows/old/": {"to": "/shows/demo/", "status": 301},
                     "/shows/old/feed.xml": {"to": "https://a.example/f$x.xml", "status": 301}}}
      """#.utf8
    ).write(to: routes)
    let folder = temporary.file("site")
    let result = try BuiltProgram.studio(
      "export", "--site", folder.path, "--data", data.path, "--json")
    #expect(result.exitCode == 0, "\(result.standardError)")
    if PythonTool.isWanted {
      #expect(try JSONSchema.problems(text: result.standardOutput, "export") == "")
    }

    let nginx = try NginxServer(
      server: "include \(folder.appending(path: "nginx.conf").path);")
    let serve = try Serving(data: data)
    defer { serve.stop() }
    let urls = try Self.addresses(in: data.appending(path: "public"))
    #expect(urls.count > 30)
    for url in urls {
      for fields in [[], ["Accept-Encoding: gzip"]] {
        let ours = try Self.answer(url, port: serve.port, fields)
        let theirs = try Self.answer(url, port: nginx.port, fields)
        #expect(ours == theirs, "\(url) \(fields)")
      }
    }
    // The page without its slash is a redirect of both.
    for url in ["/shows/old/", "/shows/old", "/shows/old/feed.xml", "/shows/demo"] {
      let ours = try Self.head(url, port: serve.port)
      let theirs = try Self.head(url, port: nginx.port)
      #expect(ours["status"] == "301" && theirs["status"] == "301", "\(url)")
      // Ours is relative where it can be, so that it holds under a path too.
      let base = try #require(URL(string: "http://a.example\(url)"))
      func resolved(_ text: String?) -> String? {
        text.flatMap { URL(string: $0, relativeTo: base)?.absoluteString }
      }
      #expect(
        resolved(ours["location"]?.replacing("$", with: "%24")) == resolved(theirs["location"]),
        "\(url)")
    }
  }

  /// Everything that lies there, and what must not be found.
  private static func addresses(in folder: URL) throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      let kind = try FileManager.default.attributesOfItem(
        atPath: folder.appending(path: $0).path)[.type]
      return kind as? FileAttributeType != .typeDirectory
    }
    let index = "index.html"
    let pages = paths.filter { $0.hasSuffix(index) }.map { "/" + $0.dropLast(index.count) }
    return paths.map { "/" + $0 } + pages + [
      "/shows/demo/episodes/taken-down/", "/media/x/y.mp3", "/nothing", "/nothing/",
      "/shows/demo/episodes/", "/shows/demo/.version", "/media/files/", "/media/",
    ]
  }

  /// Status, type, protective fields and bytes, the redirect to the audio followed.
  private static func answer(_ url: String, port: Int, _ fields: [String]) throws -> [String] {
    let folder = try TemporaryFolder("studio-answer")
    let body = folder.file("body")
    var arguments = ["-sS", "-o", body.path, "-D", "-", "-L", "--path-as-is"]
    for field in fields { arguments += ["-H", field] }
    let curl = try #require(BuiltProgram.tool("curl"))
    let result = try curl.start(arguments + ["http://127.0.0.1:\(port)\(url)"]).result()
    let head = Self.fields(result.standardOutput)
    let names = [
      "status", "content-type", "content-encoding", "access-control-allow-origin",
      "content-security-policy", "x-content-type-options", "vary",
    ]
    // The audio behind its address in the feed: ours is the immutable file, nginx's the address.
    let caching = url.hasPrefix("/media/") && !url.hasPrefix("/media/side") ? [] : ["cache-control"]
    let isFile = head["status"] == "200"
    let bytes = try Data(contentsOf: body).base64EncodedString()
    let compared = isFile ? names + caching : ["status", "content-type"]
    return compared.map { "\($0): \(head[$0] ?? "")" } + [bytes]
  }

  private static func head(_ url: String, port: Int) throws -> [String: String] {
    let curl = try #require(BuiltProgram.tool("curl"))
    let result = try curl.start(["-sS", "-I", "http://127.0.0.1:\(port)\(url)"]).result()
    return fields(result.standardOutput)
  }

  /// The fields of the last head.
  private static func fields(_ text: String) -> [String: String] {
    let heads = text.components(separatedBy: "\r\n\r\n").filter { $0.hasPrefix("HTTP/") }
    var fields: [String: String] = [:]
    for line in (heads.last ?? "").components(separatedBy: "\r\n") {
      if line.hasPrefix("HTTP/") {
        fields["status"] = line.split(separator: " ").dropFirst().first.map(String.init)
      } else if let colon = line.firstIndex(of: ":") {
        let value = line[line.index(after: colon)...]
        fields[line[..<colon].lowercased()] = value.trimmingCharacters(in: .whitespaces)
      }
    }
    return fields
  }

  @Test func `an earlier export is replaced, anything else is left alone`() throws {
    let folder = temporary.file("site")
    #expect(try export(to: folder).exitCode == 0)
    let stray = folder.appending(path: "public/stray.html")
    try Data("x".utf8).write(to: stray)
    #expect(try export(to: folder).exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: stray.path))

    try Data("mine".utf8).write(to: folder.appending(path: "thesis.txt"))
    let refused = try export(to: folder, "--json")
    #expect(refused.exitCode == 1)
    #expect(try refused.error["code"] as? String == "export_occupied")
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "thesis.txt").path))
  }

  @Test func `nothing that is not for listeners leaves the data folder`() throws {
    let folder = temporary.file("site")
    #expect(try export(to: folder).exitCode == 0)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(paths.contains("public/shows/demo/feed.xml"))
    #expect(paths.contains("public/shows/demo/feed.xml.gz"))
    #expect(!paths.contains { $0.split(separator: "/").contains { $0.hasPrefix(".") } })
    #expect(!paths.contains("public/routes.json"))
  }
}
