import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import StudioServer

@Suite struct HealthTests {
  struct Broken: Error {}
  let fixture: PublicFixture

  init() throws { fixture = try PublicFixture() }

  func status(_ path: String, checks: [ReadinessCheck] = []) async throws -> (Int, String) {
    try await buildApplication(fixture.settings(checks: checks)).test(.router) { client in
      let response = try await client.execute(uri: path, method: .get)
      #expect(response.headers[.cacheControl] == "no-store")
      return (response.status.code, response.text)
    }
  }

  @Test func `a running server is alive and ready`() async throws {
    #expect(try await status("/healthz") == (200, "ok\n"))
    #expect(try await status("/readyz") == (200, "ready\n"))
  }

  @Test func `without its folder it is alive but not ready`() async throws {
    try FileManager.default.removeItem(atPath: fixture.path)
    #expect(try await status("/healthz") == (200, "ok\n"))
    #expect(try await status("/readyz") == (503, "not ready: public_folder\n"))
  }

  @Test func `the first check that fails is named`() async throws {
    let checks = [
      ReadinessCheck(name: "database") {}, ReadinessCheck(name: "disk") { throw Broken() },
    ]
    #expect(try await status("/readyz", checks: checks) == (503, "not ready: disk\n"))
  }

  @Test func `HEAD has no body, other methods are refused`() async throws {
    for path in ["/healthz", "/readyz"] {
      let head = try await fixture.send(.head, path)
      #expect(head.status == .ok)
      #expect(head.bytes.isEmpty)
      for method in [HTTPRequest.Method.post, .delete, .trace] {
        let response = try await fixture.send(method, path)
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == "GET, HEAD")
      }
    }
  }

  @Test func `a file cannot take the place of a route`() async throws {
    try fixture.write("healthz/index.html", "not this")
    #expect(try await fixture.send(.get, "/healthz").text == "ok\n")
  }
}
