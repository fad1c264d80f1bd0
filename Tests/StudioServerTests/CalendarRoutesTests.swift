import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import StudioServer

@Suite struct CalendarRoutesTests {
  let fixture: PublicFixture

  init() throws { fixture = try PublicFixture() }

  private func send(
    _ method: HTTPRequest.Method = .get, _ uri: String, _ headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    let settings = fixture.settings().serving { token in
      token == "secret" ? "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" : nil
    }
    return try await buildApplication(settings).test(.router) { client in
      try await client.execute(uri: uri, method: method, headers: headers)
    }
  }

  @Test func `a token in service gives a calendar for one program only`() async throws {
    let response = try await send(.get, "/calendar/secret.ics")
    #expect(response.status == .ok)
    #expect(response.text == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    #expect(response.headers[.contentType] == "text/calendar; charset=utf-8")
    #expect(response.headers[.cacheControl] == "private, no-cache")
    let tag = try #require(response.headers[.eTag])
    let again = try await send(.get, "/calendar/secret.ics", [.ifNoneMatch: tag])
    #expect(again.status == .notModified)
    #expect(again.bytes.isEmpty)
    let head = try await send(.head, "/calendar/secret.ics")
    #expect(head.status == .ok && head.bytes.isEmpty)
  }

  @Test(arguments: [
    "/calendar/other.ics", "/calendar/secret", "/calendar/", "/calendar/.ics",
    "/calendar/secret.ics/x", "/calendar/%2e%2e.ics",
  ])
  func `anything else is not there`(path: String) async throws {
    let response = try await send(.get, path)
    #expect(response.status == .notFound)
    #expect(response.headers[.eTag] == nil)
  }

  @Test func `nothing can be written to a calendar`() async throws {
    for method in [HTTPRequest.Method.post, .put, .delete] {
      #expect(try await send(method, "/calendar/secret.ics").status == .methodNotAllowed)
    }
  }

  @Test func `a server without calendars has none`() async throws {
    #expect(try await fixture.send(.get, "/calendar/secret.ics").status == .notFound)
  }
}
