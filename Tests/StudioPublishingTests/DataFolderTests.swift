import Foundation
import StudioTestSupport
import Testing

@testable import StudioPublishing

@Suite struct DataFolderTests {
  let temporary: TemporaryFolder
  let folder: DataFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(temporary.file("data"))
    try folder.create()
  }

  private func mode(_ url: URL) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int)
  }

  @Test func `other users of the machine reach the public folder and nothing else`() throws {
    #expect(try mode(folder.root) == 0o711)
    #expect(try mode(folder.publicFiles) == 0o755)
    for hidden in [folder.recordings, folder.renders, folder.temporary] {
      #expect(try mode(hidden) == 0o700)
    }
    #expect(try mode(folder.database) == 0o600)
  }

  @Test func `what a killed program left is removed and what is being written stays`() throws {
    let old = Date().addingTimeInterval(-7 * 3600)
    let left = folder.temporary.appending(path: "upload")
    let leftRender = folder.temporary.appending(path: "render-a")
    let busyRender = folder.temporary.appending(path: "render-b")
    try Data([1]).write(to: left)
    for render in [leftRender, busyRender] {
      try FileManager.default.createDirectory(at: render, withIntermediateDirectories: false)
      try Data([1]).write(to: render.appending(path: "part"))
    }
    func age(_ file: URL) throws {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
    }
    try age(left)
    try age(leftRender.appending(path: "part"))
    try age(leftRender)
    // Its folder is old, but a part in it was written just now.
    try age(busyRender)
    folder.removeOrphans()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.temporary.path)
    #expect(names == ["render-b"])
  }
}
