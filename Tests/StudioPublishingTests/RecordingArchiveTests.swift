import Foundation
import StudioTestSupport
import Testing

@testable import StudioPublishing

@Suite struct RecordingArchiveTests {
  let temporary: TemporaryFolder
  let folder: DataFolder
  let archive: RecordingArchive

  init() throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(temporary.file("data"))
    try folder.create()
    archive = RecordingArchive(folder)
  }

  private func source(_ name: String, _ content: String) throws -> URL {
    let file = temporary.file(name)
    try Data(content.utf8).write(to: file)
    return file
  }

  @Test func `an original is stored by the hash of its bytes`() throws {
    let recording = try archive.add(try source("Émission 1.WAV", "abc"))
    // SHA-256 of "abc": FIPS 180-4, example B.1.
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(recording == Recording(sha256: hash, fileExtension: "wav", bytes: 3))
    #expect(archive.file(of: recording).path.hasSuffix("/recordings/ba/\(hash).wav"))
    #expect(try String(contentsOf: archive.file(of: recording), encoding: .utf8) == "abc")
  }

  @Test func `the same bytes are stored once and stay read-only`() throws {
    let first = try archive.add(try source("a.wav", "same"))
    let again = try archive.add(try source("b.wav", "same"))
    #expect(first == again)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: archive.file(of: first).path)
    #expect(attributes[.posixPermissions] as? Int == 0o444)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.temporary.path) == [])
  }

  @Test(arguments: ["payload.exe", "noextension", "a.php"])
  func `an extension that says nothing about media is not kept`(name: String) throws {
    #expect(try archive.add(try source(name, "x")).fileExtension == "bin")
  }

  @Test func `a missing file, a folder and an empty file are refused by name`() throws {
    let missing = temporary.file("absent.wav")
    let empty = try source("empty.wav", "")
    #expect(throws: ArchiveRefusal(.notFound, file: missing.path)) { try archive.add(missing) }
    #expect(throws: ArchiveRefusal(.notAFile, file: folder.root.path)) {
      try archive.add(folder.root)
    }
    #expect(throws: ArchiveRefusal(.emptyInput, file: empty.path)) { try archive.add(empty) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.temporary.path) == [])
  }

  @Test func `a file larger than one chunk keeps every byte`() throws {
    let bytes = (0..<(3 << 20) + 17).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    let file = temporary.file("big.wav")
    try Data(bytes).write(to: file)
    let recording = try archive.add(file)
    #expect(recording.bytes == bytes.count)
    #expect(try Data(contentsOf: archive.file(of: recording)) == Data(bytes))
  }
}
