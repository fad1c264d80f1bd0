import Foundation
import StudioTestSupport
import Testing

@testable import StudioPublishing

@Suite struct DurableFileTests {
  let temporary: TemporaryFolder
  let unfinished: URL
  let place: URL

  init() throws {
    temporary = try TemporaryFolder()
    unfinished = temporary.file("tmp")
    place = temporary.file("public")
    try DurableFile.makeFolder(unfinished)
    try DurableFile.makeFolder(place)
  }

  @Test func `a file is written whole and replaces the one before`() throws {
    let file = place.appending(path: "feed.xml")
    try DurableFile.write(Array("old".utf8), to: file, temporary: unfinished)
    try DurableFile.write(Array("newer".utf8), to: file, temporary: unfinished)
    #expect(try String(contentsOf: file, encoding: .utf8) == "newer")
    #expect(try FileManager.default.contentsOfDirectory(atPath: unfinished.path) == [])
  }

  @Test func `a failed rename leaves neither the target nor a remnant`() throws {
    let file = place.appending(path: "missing-folder/feed.xml")
    #expect(throws: FileFailure.self) {
      try DurableFile.write(Array("x".utf8), to: file, temporary: unfinished)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: unfinished.path) == [])
  }

  @Test func `a link is switched in one step and never missing`() throws {
    let link = place.appending(path: "episode.mp3")
    for target in ["../files/a.mp3", "../files/b.mp3"] {
      try DurableFile.pointLink(link, at: target, temporary: unfinished)
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target)
    }
  }

  @Test func `folders are made with all that is missing above them`() throws {
    let deep = place.appending(path: "a/b/c")
    try DurableFile.makeFolder(deep)
    try DurableFile.makeFolder(deep)
    #expect(FileManager.default.fileExists(atPath: deep.path))
  }

  @Test func `removing what is not there is fine`() throws {
    #expect(throws: Never.self) {
      try DurableFile.remove(place.appending(path: "absent"))
    }
  }

  @Test func `a full disk has its own code`() throws {
    errno = ENOSPC
    #expect(FileFailure("write", place).code == "disk_full")
    errno = EACCES
    #expect(FileFailure("write", place).code == "unwritable")
    errno = EACCES
    #expect(FileFailure("open", place).code == "unreadable")
  }
}
