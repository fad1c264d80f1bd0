import Foundation
import Localization
import StudioTestSupport
import Testing

@testable import StudioPublishing

@Suite struct SlugTests {
  @Test(arguments: ["a", "la-voix-du-lieu", "2026", String(repeating: "a", count: 64)])
  func `a well-formed short name is taken as it is`(text: String) {
    #expect(Slug(rawValue: text)?.rawValue == text)
  }

  @Test(arguments: [
    "", "-a", "a-", "a--b", "A", "é", "a b", "a/b", "..", String(repeating: "a", count: 65),
  ])
  func `anything else is refused`(text: String) {
    #expect(Slug(rawValue: text) == nil)
  }

  @Test(arguments: [
    ("L'été à Marche !", "l-ete-a-marche"), ("  Où ?  ", "ou"), ("🎙️", "episode"),
    ("Ça — déjà", "ca-deja"), (String(repeating: "ab ", count: 40), "ab"),
  ])
  func `a title becomes the nearest short name`(title: String, expected: String) {
    let slug = Slug.from(title: title, fallback: .episode)
    #expect(slug.rawValue == expected || slug.rawValue.hasPrefix(expected + "-"))
    #expect(Slug(rawValue: slug.rawValue) != nil)
  }
}

@Suite struct NotesTextTests {
  @Test(arguments: [
    (
      "Écrire à <lea@example.be>\n\nVoir <https://example.be/a>",
      "<p>Écrire à &lt;lea@example.be&gt;</p><p>Voir &lt;https://example.be/a&gt;</p>"
    ),
    ("Salut <Vincent>\n\net </3", "<p>Salut &lt;Vincent&gt;</p><p>et &lt;/3</p>"),
    (
      "<p>Écrire à <lea@example.be> ou <https://a.be/></p>",
      "<p>Écrire à &lt;lea@example.be&gt; ou &lt;https://a.be/&gt;</p>"
    ),
    ("un<br/>deux <O:P>mot</O:P>", "un<br>deux mot"), ("Tom &amp; Jerry", "Tom &amp; Jerry"),
  ])
  func `only an element's name makes a tag; what else stands in angle brackets is kept`(
    typed: String, notes: String
  ) {
    #expect(NotesText.html(typed) == notes)
    #expect(NotesText.html(notes) == notes, "clean notes come back unchanged")
  }
}

@Suite struct PublicIDTests {
  @Test func `ids repeat with their generator and use the alphabet only`() {
    var one = SeededGenerator(seed: 7)
    var two = SeededGenerator(seed: 7)
    let id = PublicID.new(using: &one)
    #expect(id == PublicID.new(using: &two))
    #expect(id != PublicID.new(using: &one))
    #expect(id.rawValue.count == PublicID.length)
    #expect(id.rawValue.allSatisfy(PublicID.alphabet.contains))
  }
}

@Suite struct DeflatePieceTests {
  /// A gzip file joined from pieces of at most `size` bytes.
  private func file(_ bytes: [UInt8], piecesOf size: Int) throws -> [UInt8] {
    var packed = DeflatePiece.header
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.count)])
      packed += try DeflatePiece.compress(piece, isLast: false)
    }
    packed += try DeflatePiece.compress([], isLast: true)
    return packed + DeflatePiece.trailer(checksum: .of(bytes), count: bytes.count)
  }

  @Test(arguments: [0, 1, 1_000, 300_000], [1_000, 65_536, 1_000_000])
  func `gzip -d gives the bytes of all pieces back`(count: Int, size: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
    let folder = try TemporaryFolder()
    let file = folder.file("x.gz")
    try Data(try self.file(bytes, piecesOf: size)).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(Array(output) == bytes)
  }

  @Test func `equal input gives equal output`() throws {
    let bytes = Array("un flux".utf8)
    #expect(try file(bytes, piecesOf: 5) == file(bytes, piecesOf: 5))
  }
}

@Suite struct StudioConfigurationTests {
  @Test func `a missing file means the listen address`() async throws {
    let folder = try TemporaryFolder()
    let settings = try await StudioConfiguration(
      readingFrom: DataFolder(folder.url), environment: [:])
    #expect(settings.baseURL.absoluteString == "http://127.0.0.1:8080")
  }

  @Test func `the environment wins over the file`() async throws {
    let temporary = try TemporaryFolder()
    let folder = DataFolder(temporary.file("data"))
    try folder.create()
    try StudioConfiguration(baseURL: "https://podcast.example.be/", port: 9000).write(to: folder)
    let file = try await StudioConfiguration(readingFrom: folder, environment: [:])
    #expect(file.baseURL.absoluteString == "https://podcast.example.be/")
    #expect(file.port == 9000)
    let overridden = try await StudioConfiguration(
      readingFrom: folder,
      environment: ["STUDIO_BASE_URL": "https://other.example", "STUDIO_LISTEN_PORT": "81"])
    #expect(overridden.baseURL.absoluteString == "https://other.example")
    #expect(overridden.port == 81)
  }

  @Test(
    arguments: [
      (#"{"listen": {"port": "x"}}"#, "listen.port"), (#"{"baseURL": 5}"#, "baseURL"),
      ("{,}", "not valid JSON"),
    ])
  func `a value of the wrong type is refused and never taken for a missing one`(
    text: String, place: String
  ) async throws {
    let temporary = try TemporaryFolder()
    let folder = DataFolder(temporary.file("data"))
    try folder.create()
    try Data(text.utf8).write(to: folder.configuration)
    let refusal = await #expect(throws: ConfigurationRefusal.self) {
      try await StudioConfiguration(readingFrom: folder, environment: [:])
    }
    #expect(refusal?.code == "unreadable_configuration")
    #expect(refusal?.message(in: .english).contains(place) == true)
  }

  @Test func `a port that is no number is refused`() async throws {
    let folder = try TemporaryFolder()
    let refusal = await #expect(throws: ConfigurationRefusal.self) {
      try await StudioConfiguration(
        readingFrom: DataFolder(folder.url), environment: ["STUDIO_LISTEN_PORT": "abc"])
    }
    #expect(refusal?.key == "listen.port")
    #expect(refusal?.value == "abc")
  }

  @Test func `a name that is no setting is told`() throws {
    let temporary = try TemporaryFolder()
    let folder = DataFolder(temporary.file("data"))
    try folder.create()
    try Data(#"{"baseUrl": "https://a.example", "listen": {"prot": 1}}"#.utf8)
      .write(to: folder.configuration)
    #expect(try StudioConfiguration.unknownSettings(in: folder) == ["baseUrl", "listen.prot"])
  }

  @Test(arguments: [
    ("https://podcast.example.be", true), ("http://127.0.0.1:8080", true),
    ("http://localhost", true), ("http://podcast.example.be", false),
  ])
  func `only this machine may be reached without encryption`(url: String, isFine: Bool) throws {
    let settings = try StudioConfiguration(baseURL: url)
    if isFine {
      try settings.requireSecureBaseURL()
    } else {
      #expect(throws: ConfigurationRefusal.self) { try settings.requireSecureBaseURL() }
    }
  }

  @Test(arguments: ["ftp://a.example", "podcast.example", "", "https://", "https://a.example/?q=1"])
  func `a base URL that listeners cannot use is refused`(text: String) {
    #expect(throws: ConfigurationRefusal.self) { try StudioConfiguration(baseURL: text) }
  }
}

@Suite struct PublishingMessagesTests {
  @Test func `every sentence exists in every language`() {
    #expect(publishingMessages.disagreements() == [])
  }
}
