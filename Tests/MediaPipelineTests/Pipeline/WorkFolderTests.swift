import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct WorkFolderTests {
  /// A folder for outputs, and its open descriptor.
  struct Place {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }
    var output: String { folder.file("out.mp3").path }
    var contents: [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()) ?? []
    }
  }

  @Test func `an output appears only when it is committed, and nothing else stays`() throws {
    let place = try Place()
    do {
      let file = try OutputFile(path: place.output)
      try file.append(Array("sound".utf8))
      #expect(place.contents == [".out.mp3.studio-part"])
      #expect(try file.claim("a") == .none)
      try file.commit()
    }
    #expect(place.contents == ["out.mp3"])
    #expect(try Data(contentsOf: place.folder.file("out.mp3")) == Data("sound".utf8))
  }

  @Test func `an output that is given up leaves nothing and keeps what was there`() throws {
    let place = try Place()
    try Data("old".utf8).write(to: place.folder.file("out.mp3"))
    do {
      let file = try OutputFile(path: place.output)
      try file.append(Array("new".utf8))
      try file.work.write([1, 2, 3], to: "run-0000")
    }
    #expect(place.contents == ["out.mp3"])
    #expect(try Data(contentsOf: place.folder.file("out.mp3")) == Data("old".utf8))
  }

  @Test func `a second run of the same command is refused while the first one works`() throws {
    let place = try Place()
    let first = try OutputFile(path: place.output)
    let error = #expect(throws: MediaError.self) { try OutputFile(path: place.output) }
    #expect(error?.code == .outputUnwritable)
    try first.append([1])
    try first.commit()
    #expect(place.contents == ["out.mp3"])
  }

  /// What a killed run leaves: its parts and the name of its work.
  static func leaveBehind(_ place: Place, identity: String) throws {
    let folder = place.folder.url.appending(path: ".out.mp3.studio-part")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try Data(identity.utf8).write(to: folder.appending(path: "identity"))
    try Data([7, 8]).write(to: folder.appending(path: "run-0003"))
    try Data([9]).write(to: folder.appending(path: "file"))
  }

  @Test func `the same work goes on with the parts of a killed run`() throws {
    let place = try Place()
    try Self.leaveBehind(place, identity: "same work")
    let file = try OutputFile(path: place.output)
    #expect(try file.claim("same work") == .resumable)
    #expect(file.work.read("run-0003") == [7, 8])
    #expect(file.work.read("run-0004") == nil)
    #expect(try file.size() == 0)
  }

  @Test func `other work removes the parts of a killed run and says so`() throws {
    let place = try Place()
    try Self.leaveBehind(place, identity: "same work")
    let file = try OutputFile(path: place.output)
    #expect(try file.claim("other work") == .discarded)
    #expect(file.work.read("run-0003") == nil)
    try file.append([1])
    try file.commit()
    #expect(place.contents == ["out.mp3"])
  }

  @Test(arguments: ["", ".", "..", "no/such/folder/x.mp3"])
  func `a name that cannot be written is refused`(name: String) throws {
    let place = try Place()
    let error = #expect(throws: MediaError.self) {
      try OutputFile(path: place.folder.url.path + "/" + name)
    }
    #expect(error?.code == .outputUnwritable)
    #expect(place.contents == [])
  }
}
