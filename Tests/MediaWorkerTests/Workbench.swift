import Foundation
import MediaProtocol
import MediaWorker
import StudioTestSupport

/// A folder with an `in/` and an `out/`, and workers to try on it.
struct Workbench {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder("studio-worker")
    for name in ["in", "out"] {
      try FileManager.default.createDirectory(
        at: folder.file(name), withIntermediateDirectories: false)
    }
  }

  /// The built worker.
  static let program = PackageRoot.products.appending(path: "studio-media")

  /// Writes an input.
  func input(_ name: String, _ bytes: Data) throws -> String {
    let url = folder.file("in/\(name)")
    try bytes.write(to: url)
    return url.path
  }

  /// Writes an input of silence that takes no space on the disk and minutes to process.
  func endlessInput(_ name: String) throws -> String {
    let (header, bytes) = Recordings.silence(seconds: 40_000)
    let path = try input(name, header)
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.truncate(atOffset: bytes)
    try handle.close()
    return path
  }

  /// A path below `out/`.
  func output(_ name: String) -> String { folder.file("out/\(name)").path }

  /// What lies in `out/`, also hidden files.
  func left() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file("out").path).sorted()
  }

  /// A worker that is a shell script; `$WORKER` is the built one.
  func worker(_ script: String) throws -> MediaWorker {
    let url = folder.file("worker-\(UUID().uuidString)")
    let text = "#!/bin/sh\nWORKER='\(Self.program.path)'\n\(script)\n"
    // Written by another process: a file that this one still has open for writing when some
    // parallel test forks cannot be executed (ETXTBSY).
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [
      "-c", "printf '%s' \"$1\" > \"$2\" && chmod 755 \"$2\"", "sh", text, url.path,
    ]
    try shell.run()
    shell.waitUntilExit()
    return MediaWorker(executable: url)
  }

  /// A request with one MP3 and a report in `out/`.
  func request(_ input: String, output: String? = nil) -> ProcessRequest {
    ProcessRequest(
      inputs: [input], outputs: [OutputRequest(path: output ?? self.output("out.mp3"))],
      reportPath: self.output("report.json"))
  }

  /// The failure a request ends with; nil when it succeeds.
  func failure(
    of request: ProcessRequest, _ worker: MediaWorker = MediaWorker(executable: Self.program)
  ) async throws -> MediaFailure? {
    do {
      _ = try await worker.process(request)
      return nil
    } catch let failure as MediaFailure {
      return failure
    }
  }
}

/// Programs that tests compare with or look through; absent ones make a test skip visibly.
enum Tool {
  /// With STUDIO_REQUIRE_TOOLS=1 a missing tool is a failure instead of a skip.
  static let isRequired = ProcessInfo.processInfo.environment["STUDIO_REQUIRE_TOOLS"] == "1"

  /// Where a program is.
  static func path(_ name: String) -> String? {
    ["/usr/bin/\(name)", "/bin/\(name)", "/usr/local/bin/\(name)"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Runs a program; its exit status and what it wrote to both outputs.
  @discardableResult
  static func run(_ path: String, _ arguments: String...) throws -> (status: Int32, text: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Whether a small file system can be mounted in a namespace of one's own.
  static let canMount: Bool =
    (try? run("/bin/sh", "-c", "unshare -rm mount -t tmpfs tmpfs /mnt").status) == 0
}
