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
    #expect(error?.code == .outputBusy)
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

  @Test(arguments: [241, 242, 243, 255])
  func `a name as long as a file system takes is written and leaves nothing`(length: Int) throws {
    let folder = try TemporaryFolder()
    // Two bytes a letter at the end, so that a short name must not cut one.
    let name =
      String(repeating: "a", count: 101) + String(repeating: "é", count: (length - 105) / 2)
    let padded = name + String(repeating: "b", count: length - 4 - name.utf8.count) + ".mp3"
    #expect(padded.utf8.count == length)
    let output = folder.file(padded)
    do {
      let file = try OutputFile(path: output.path)
      try file.append([1, 2, 3])
      try file.commit()
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(left.map(\.utf8.count) == [length])
  }

  @Test func `a name longer than that is refused with its length before anything is done`() throws {
    let place = try Place()
    let error = #expect(throws: MediaError.self) {
      try OutputFile(path: place.folder.file(String(repeating: "x", count: 256)).path)
    }
    #expect(error?.code == .outputUnwritable)
    #expect(error?.detail.contains("256") == true)
    #expect(place.contents == [])
  }

  @Test func `two long names that begin alike have folders of their own`() {
    let stem = String(repeating: "x", count: 250)
    #expect(WorkFolder.name(for: stem + "1") != WorkFolder.name(for: stem + "2"))
    #expect(WorkFolder.name(for: stem + "1").utf8.count <= 255)
  }

  @Test func `of several outputs none appears when one cannot be made durable`() throws {
    let place = try Place()
    do {
      let first = try OutputFile(path: place.output)
      let second = try OutputFile(path: place.folder.file("b.mp3").path)
      try first.append([1])
      // A device put in the file's place cannot be made durable. Closing the descriptor instead
      // would close it twice, the second time whatever file another test has opened since.
      let device = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
      #expect(dup2(device, second.descriptor) == second.descriptor)
      close(device)
      #expect(throws: MediaError.self) { try OutputFile.commit([first, second]) }
    }
    #expect(!place.contents.contains("out.mp3"))
    #expect(!place.contents.contains("b.mp3"))
  }

  @Test func `scratch files taken at the same time are different files`() throws {
    let place = try Place()
    let file = try OutputFile(path: place.output)
    let (one, other) = (try file.scratchFile(), try file.scratchFile())
    let bytes: [UInt8] = [1, 2, 3]
    #expect(unsafe pwrite(one.descriptor, bytes, bytes.count, 0) == bytes.count)
    #expect(lseek(one.descriptor, 0, SEEK_END) == 3)
    #expect(lseek(other.descriptor, 0, SEEK_END) == 0)
  }
}
