import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// What a killed process leaves beside an output.
@Suite struct ResumeTests {
  /// Renders one file and gives its bytes and warnings.
  static func render(
    _ input: URL, _ output: URL, target: TargetRequest = .named("podcast")
  ) throws -> (bytes: Data, warnings: [String]) {
    let report = try RenderJobTests.job([input], [output], target: target)
    return (try Data(contentsOf: output), report.warnings)
  }

  /// Leaves the folder of work that a render had just before its end.
  static func leaveWork(of input: URL, _ output: URL, identity: String?) throws -> URL {
    let folder = output.deletingLastPathComponent()
      .appending(path: ".\(output.lastPathComponent).studio-part")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    if let identity {
      try Data(identity.utf8).write(to: folder.appending(path: "identity"))
    }
    try Data(repeating: 0xFF, count: 4_000)
      .write(to: folder.appending(path: "run-0-end-warm-0-1"))
    try Data([1, 2, 3]).write(to: folder.appending(path: "file"))
    return folder
  }

  @Test(arguments: [nil, "other work"])
  func `parts of other work are removed, said, and not heard`(identity: String?) throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes([RenderJobTests.peaky(seconds: 3)], rate: 48_000).write(to: input)
    let clean = try Self.render(input, folder.file("clean.mp3"))
    let output = folder.file("out.mp3")
    let work = try Self.leaveWork(of: input, output, identity: identity)
    let found = try Self.render(input, output)
    #expect(found.bytes == clean.bytes)
    #expect(found.warnings == ["work_discarded"])
    #expect(!FileManager.default.fileExists(atPath: work.path))
  }

  @Test func `what the parts depend on tells one work from another`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes([RenderJobTests.peaky(seconds: 2)], rate: 48_000).write(to: input)
    let file = try OpenFile(reading: input)
    defer { withExtendedLifetime(file) {} }
    func identity(_ target: LevelTarget) throws -> String {
      let set = try InputSet(
        [RenderInput(name: "in.wav", descriptor: file.descriptor)], stop: StopFlag())
      let survey = try Survey(set, stop: StopFlag(), sanitises: true) { _ in }
      let planner = try LevelPlanner(survey: survey, set: set, target: target, stop: StopFlag())
      let plan = try planner.ideal(.mp3)
      return WorkIdentity.text(set, planner.settings(plan), plan, survey.programme, sanitises: true)
    }
    let first = try identity(.podcast)
    #expect(try identity(.podcast) == first)
    #expect(try identity(.spotify) != first)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000)], ofItemAtPath: input.path)
    #expect(try identity(.podcast) != first)
  }
}
