import Foundation
import NIOCore
import NIOPosix
import Testing

/// Debian's nginx over a folder, on a port of its own; stopped when the value goes away.
final class NginxServer: Sendable {
  static let program = "/usr/sbin/nginx"

  /// Whether to run the comparison: nginx is there, or its absence must be an error.
  static var isWanted: Bool {
    FileManager.default.isExecutableFile(atPath: program)
      || ProcessInfo.processInfo.environment["STUDIO_REQUIRE_TOOLS"] == "1"
  }

  let port: Int
  private let folder: String

  init(root: String) async throws {
    port = try await Self.freePort()
    folder = NSTemporaryDirectory() + "studio-nginx-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try """
    \(geteuid() == 0 ? "user root;" : "")
    pid \(folder)/nginx.pid; error_log \(folder)/error.log; worker_processes 1;
    events { worker_connections 128; }
    http {
      access_log off; types { audio/mpeg mp3; } root \(root);
      client_body_temp_path \(folder)/body; proxy_temp_path \(folder)/proxy;
      fastcgi_temp_path \(folder)/fastcgi; uwsgi_temp_path \(folder)/uwsgi;
      scgi_temp_path \(folder)/scgi;
      server { listen 127.0.0.1:\(port); }
    }
    """.write(toFile: folder + "/nginx.conf", atomically: true, encoding: .utf8)
    // The program returns once its sockets listen and the server runs behind it.
    try #require(try run([]) == 0)
  }

  deinit {
    _ = try? run(["-s", "stop"])
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    // Foundation notices the end of a process by a socket that all its children inherit: the
    // server that stays behind must not hold it, nor our standard output.
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let closing =
      #"for f in /proc/self/fd/*; do n=${f##*/}; ((n > 2)) && eval "exec $n>&-"; done; exec "$@""#
    process.arguments =
      ["-c", closing, "nginx", Self.program, "-p", folder, "-c", folder + "/nginx.conf"]
      + ["-e", folder + "/error.log"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static func freePort() async throws -> Int {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(channel.localAddress?.port)
    try await channel.close()
    return port
  }
}
