import Foundation

/// Debian's nginx on a port of its own; stopped when the value goes away.
public final class NginxServer: Sendable {
  /// Where Debian puts it.
  public static let program = "/usr/sbin/nginx"

  /// Whether to run the comparison: nginx is there, or its absence must be an error.
  public static var isWanted: Bool {
    FileManager.default.isExecutableFile(atPath: program) || BuiltProgram.toolsAreRequired
  }

  /// The port it listens on, on this machine only.
  public let port: Int
  private let folder: TemporaryFolder

  /// Starts it over a folder of MP3 files.
  ///
  /// - Parameter root: the folder.
  public convenience init(root: String) throws {
    try self.init(http: "types { audio/mpeg mp3; } root \(root);", server: "")
  }

  /// Starts it with settings of one's own.
  ///
  /// - Parameters:
  ///   - http: directives of the `http` block.
  ///   - server: directives of the one `server` block.
  public init(http: String = "", server: String) throws {
    port = try FreePort.find()
    folder = try TemporaryFolder("studio-nginx")
    let path = folder.url.path
    try """
    \(geteuid() == 0 ? "user root;" : "")
    pid \(path)/nginx.pid; error_log \(path)/error.log; worker_processes 1;
    events { worker_connections 128; }
    http {
      access_log off; \(http)
      client_body_temp_path \(path)/body; proxy_temp_path \(path)/proxy;
      fastcgi_temp_path \(path)/fastcgi; uwsgi_temp_path \(path)/uwsgi;
      scgi_temp_path \(path)/scgi;
      server { listen 127.0.0.1:\(port); \(server)
      }
    }
    """.write(to: folder.file("nginx.conf"), atomically: true, encoding: .utf8)
    // The program returns once its sockets listen and the server runs behind it.
    guard try run([]) == 0 else { throw Unstarted(log: log) }
  }

  deinit { _ = try? run(["-s", "stop"]) }

  /// nginx refused its settings.
  struct Unstarted: Error {
    let log: String
  }

  private var log: String {
    (try? String(contentsOf: folder.file("error.log"), encoding: .utf8)) ?? ""
  }

  private func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    // Foundation notices the end of a process by a socket that all its children inherit: the
    // server that stays behind must not hold it, nor our standard output.
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let closing =
      #"for f in /proc/self/fd/*; do n=${f##*/}; ((n > 2)) && eval "exec $n>&-"; done; exec "$@""#
    let path = folder.url.path
    process.arguments =
      ["-c", closing, "nginx", Self.program, "-p", path, "-c", path + "/nginx.conf"]
      + ["-e", path + "/error.log"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
