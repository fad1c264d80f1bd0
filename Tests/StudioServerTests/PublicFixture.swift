import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import StudioTestSupport
import Testing

@testable import StudioServer

/// A public folder of its own for one test; removed when the value goes away.
final class PublicFixture: Sendable {
  /// The public folder.
  let path: String
  /// The folder around it, where nothing is public.
  let surroundings: String

  init() throws {
    surroundings = NSTemporaryDirectory() + "studio-public-" + UUID().uuidString
    path = surroundings + "/public"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: surroundings) }

  /// Writes a file as the publisher does: beside its place, then renamed over it.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let place = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place, options: .atomic)
  }

  func write(_ name: String, _ text: String) throws { try write(name, text.utf8) }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  func link(_ name: String, to target: String) throws {
    let place = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    // As the publisher does: nobody ever finds nothing there.
    let unfinished = surroundings + "/" + UUID().uuidString
    try FileManager.default.createSymbolicLink(
      atPath: unfinished, withDestinationPath: target)
    guard unsafe rename(unfinished, place) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Writes bytes under their hash and returns the URL path.
  func writeMedia(_ bytes: [UInt8], extension name: String = "mp3", folder: String = "files") throws
    -> String
  {
    let file = "media/\(folder)/\(sha256(bytes)).\(name)"
    try write(file, bytes)
    return "/" + file
  }

  /// Compresses a file with Debian's gzip, an implementation that is not ours.
  func gzip(_ name: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-9nkf", path + "/" + name]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  func settings(
    checks: [ReadinessCheck] = [],
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    requestLogLevel: Logger.Level? = nil
  ) -> ServerSettings {
    var settings = ServerSettings(
      publicFolder: path, port: 0, logger: logger, requestLogLevel: requestLogLevel,
      readinessChecks: checks)
    // Tests that are not about limits must not meet them, however busy the machine is.
    settings.firstHeadSeconds = 600
    settings.idleSeconds = 600
    return settings
  }

  /// Sends one request through the whole application, without a socket and from disk: each
  /// application that remembers takes one of the few watches (inotify) that a user may have.
  func send(
    _ method: HTTPRequest.Method = .get, _ uri: String, _ headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    var settings = settings()
    settings.answersFromMemory = false
    return try await buildApplication(settings).test(.router) { client in
      try await client.execute(uri: uri, method: method, headers: headers)
    }
  }
}

func sha256(_ bytes: [UInt8]) -> String {
  SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
}

/// Bytes that look like nothing in particular, the same in every run.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var generator = SeededGenerator(seed: seed)
  return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
}

extension TestResponse {
  var bytes: [UInt8] { Array(body.readableBytesView) }
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
