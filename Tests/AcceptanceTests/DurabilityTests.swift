import Foundation
import StudioTestSupport
import Testing

/// Reads the system calls of the built program: the order in which bytes and names become durable
/// is what survives a power cut (docs/decisions/0003).
@Suite(.serialized, .needs("strace")) struct DurabilityTests {
  /// One call of interest, in order.
  private enum Call: Equatable {
    case sync(String)
    case rename(from: String, to: String)
  }

  private func trace(_ arguments: [String], in folder: TemporaryFolder) throws -> [Call] {
    let strace = try #require(BuiltProgram.tool("strace"))
    let log = folder.file("trace-\(UUID().uuidString)")
    let result = try strace.start(
      ["-f", "-y", "-s", "512", "-e", "trace=fsync,rename,renameat,renameat2", "-o", log.path]
        + [BuiltProgram.studio.executable.path] + arguments
    ).result()
    // Also on a machine that forbids tracing: there is no other way to see the order.
    try #require(result.exitCode == 0, "\(arguments) under strace: \(result.standardError)")
    return try String(contentsOf: log, encoding: .utf8).split(separator: "\n").compactMap { line in
      if let sync = line.firstMatch(of: /fsync\(\d+<([^>]+)>/) {
        return .sync(String(sync.output.1))
      }
      if let names = line.firstMatch(of: /rename\("([^"]+)", "([^"]+)"\)\s+= 0/) {
        return .rename(from: String(names.output.1), to: String(names.output.2))
      }
      return nil
    }
  }

  private func expectDurable(_ calls: [Call], below root: String) {
    var checked = 0
    for (index, call) in calls.enumerated() {
      guard case .rename(let source, let target) = call, target.hasPrefix(root) else { continue }
      checked += 1
      let folder = URL(filePath: target).deletingLastPathComponent().path
      #expect(calls[(index + 1)...].contains(.sync(folder)), "no fsync of the folder of \(target)")
      let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: target)) != nil
      if !isLink {
        #expect(calls[..<index].contains(.sync(source)), "no fsync of \(source) before its rename")
      }
    }
    #expect(checked > 0)
  }

  @Test func `every public file is synced, renamed, and its folder synced`() throws {
    let made = try Journey.made.get()
    let data = made.data.resolvingSymlinksInPath()
    let calls = try trace(["feed", "build", "--data", data.path], in: made.temporary)
    expectDurable(calls, below: data.appending(path: "public").path)
  }

  @Test func `an original is synced before it has its name`() throws {
    let installation = try Installation()
    let data = installation.data.resolvingSymlinksInPath()
    let opened = try installation.run("session", "open", "--json")
    let session = try #require(try opened.json["id"] as? String)
    let sample = PackageRoot.url.appending(path: "Samples/recordings/take-1-far.flac").path
    let calls = try trace(
      ["session", "add", session, sample, "--data", data.path], in: installation.temporary)
    expectDurable(calls, below: data.appending(path: "recordings").path)
  }
}
