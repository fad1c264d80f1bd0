import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StudioTestSupport
import Testing

@testable import StudioServer

/// The same requests to our server and to Debian's nginx, on the same file: statuses, the fields a
/// player reads, and bytes agree, but for a list of differences with reasons.
@Suite(.enabled(if: NginxServer.isWanted, "nginx is not installed (apt install nginx)"))
struct NginxComparisonTests {
  /// One request; `TAG` and `DATE` stand for each server's own validators.
  struct Case: Sendable {
    let method: HTTPRequest.Method
    let fields: [(HTTPField.Name, String)]

    init(_ method: HTTPRequest.Method, _ fields: (HTTPField.Name, String)...) {
      self.method = method
      self.fields = fields
    }

    var name: String {
      "\(method.rawValue) " + fields.map { "\($0.canonicalName): \($1)" }.joined(separator: ", ")
    }

    func headers(tag: String, date: String) -> HTTPFields {
      var headers = HTTPFields()
      for (name, value) in fields {
        headers[name] = value.replacing("TAG", with: tag).replacing("DATE", with: date)
      }
      return headers
    }
  }

  /// Where we differ on purpose: the request, our status, nginx's status and the reason.
  static let differences: [String: (ours: Int, nginx: Int, reason: String)] = {
    let invalid = "RFC 9110 §14.2: an invalid Range is ignored, or 416"
    let large = "a number past 63 bits is past the end of any file, not a mistake"
    let list = "RFC 9110 §5.6.1.2: empty list elements are ignored"
    let head = "RFC 9110 §14.2: Range is defined for GET alone; HEAD has the fields of the file"
    return [
      "GET range: bytes=a-b": (200, 416, invalid),
      "GET range: bytes=5-4": (200, 416, invalid),
      "GET range: bytes=1": (200, 416, invalid),
      "GET range: bytes=--1": (200, 416, invalid),
      "GET range: bytes=1-2-3": (200, 416, invalid),
      "GET range: bytes=0-1;2-3": (200, 416, invalid),
      "GET range: bytes=0-99999999999999999999": (206, 416, large),
      "GET range: bytes=-99999999999999999999": (206, 416, large),
      "GET range: bytes=0-1,": (206, 416, list),
      "GET range: bytes=,0-1": (206, 416, list),
      "GET range: " + seventeenRanges: (200, 206, "many small ranges cost more than the file"),
      "HEAD range: bytes=0-9": (200, 206, head),
      "HEAD range: bytes=999999-": (200, 416, head),
      "GET if-none-match: TAG, if-modified-since: Thu, 01 Jan 1970 00:00:00 GMT":
        (304, 200, "RFC 9110 §13.1.3: the date is ignored beside a tag"),
    ]
  }()

  static let seventeenRanges =
    "bytes=" + (0..<17).map { "\($0 * 3)-\($0 * 3)" }.joined(separator: ",")

  static let size = 300_000
  static let cases: [Case] =
    [
      "bytes=0-0", "bytes=0-", "bytes=0-299999", "bytes=-1", "bytes=-300000", "bytes=-300001",
      "bytes=299999-", "bytes=299999-299999", "bytes=299999-300000", "bytes=150000-200000",
      "bytes=0-9999999999", "bytes=300000-", "bytes=300000-300001", "bytes=-0", "bytes=400000-",
      "bytes=0-1,2-3", "bytes=0-0,-1", "bytes=10-19, 5-7 , 299990-", "bytes=0-9,300000-300010",
      "bytes=300000-,400000-", "bytes=0-,0-", "bytes=0-200000,100000-299999", "bytes=0-9,0-9",
      "bytes=", "bytes", "bytes=a-b", "bytes=5-4", "bytes=1", "bytes=--1", "bytes=1-2-3",
      "items=0-1", "Bytes=0-1", "bytes=0-99999999999999999999", "bytes=99999999999999999999-",
      "bytes=-99999999999999999999", "bytes= 0-1", "bytes=0-1,", "bytes=,0-1", "bytes=0-1;2-3",
      seventeenRanges,
    ].map { Case(.get, (.range, $0)) } + [
      Case(.get), Case(.head), Case(.head, (.range, "bytes=0-9")),
      Case(.head, (.range, "bytes=999999-")),
      Case(.get, (.ifNoneMatch, "TAG")), Case(.head, (.ifNoneMatch, "TAG")),
      Case(.get, (.ifNoneMatch, "W/TAG")), Case(.get, (.ifNoneMatch, "\"x\", TAG")),
      Case(.get, (.ifNoneMatch, "*")), Case(.get, (.ifNoneMatch, "\"x\"")),
      Case(.get, (.ifModifiedSince, "DATE")),
      Case(.get, (.ifModifiedSince, "Thu, 01 Jan 1970 00:00:00 GMT")),
      Case(.get, (.ifModifiedSince, "nonsense")),
      Case(.get, (.ifNoneMatch, "\"x\""), (.ifModifiedSince, "DATE")),
      Case(.get, (.ifNoneMatch, "TAG"), (.ifModifiedSince, "Thu, 01 Jan 1970 00:00:00 GMT")),
      Case(.get, (.ifNoneMatch, "TAG"), (.range, "bytes=0-9")),
      Case(.get, (.ifMatch, "TAG")), Case(.get, (.ifMatch, "*")), Case(.get, (.ifMatch, "\"x\"")),
      Case(.get, (.ifMatch, "W/TAG")), Case(.get, (.ifUnmodifiedSince, "DATE")),
      Case(.get, (.ifUnmodifiedSince, "Thu, 01 Jan 1970 00:00:00 GMT")),
      Case(.get, (.ifRange, "TAG"), (.range, "bytes=0-9")),
      Case(.get, (.ifRange, "W/TAG"), (.range, "bytes=0-9")),
      Case(.get, (.ifRange, "\"x\""), (.range, "bytes=0-9")),
      Case(.get, (.ifRange, "DATE"), (.range, "bytes=0-9")),
      Case(.get, (.ifRange, "Thu, 01 Jan 1970 00:00:00 GMT"), (.range, "bytes=0-9")),
      Case(.get, (.ifRange, "TAG"), (.range, "bytes=999999-")),
      Case(.post), Case(.delete), Case(.trace),
    ]

  /// Each request is sent twice: looked up on disk, and answered from what is known by then.
  @Test func `players cannot tell us from nginx`() async throws {
    let fixture = try PublicFixture()
    let url = try fixture.writeMedia(noise(Self.size))
    let nginx = try NginxServer(root: fixture.path)
    try await buildApplication(fixture.settings()).test(.live) { client in
      let ours = Side(port: try #require(client.port), url: url)
      let theirs = Side(port: nginx.port, url: url)
      var seen: Set<String> = []
      for oneCase in Self.cases {
        let our = try await ours.answer(to: oneCase)
        #expect(try await ours.answer(to: oneCase) == our, "\(oneCase.name), asked again")
        let their = try await theirs.answer(to: oneCase)
        if our == their { continue }
        if let known = Self.differences[oneCase.name] {
          #expect(our.status == known.ours, "\(oneCase.name)")
          #expect(their.status == known.nginx, "\(oneCase.name)")
          seen.insert(oneCase.name)
        } else {
          Issue.record("\(oneCase.name)\nours:  \(our)\nnginx: \(their)")
        }
      }
      #expect(seen == Set(Self.differences.keys), "a listed difference is none any more")
    }
  }

  /// One of the two servers.
  struct Side {
    let port: Int
    let url: String

    func answer(to oneCase: Case) async throws -> Answer {
      try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
        let first = try await client.execute(
          TestClient.Request(url, method: .head, authority: "localhost"))
        let headers = oneCase.headers(
          tag: first.headers[.eTag] ?? "", date: first.headers[.lastModified] ?? "")
        let response = try await client.execute(
          TestClient.Request(url, method: oneCase.method, authority: "localhost", headers: headers))
        return Answer(response)
      }
    }
  }

  /// What must agree.
  struct Answer: Equatable, CustomStringConvertible {
    let status: Int
    let fields: [String: String]
    let body: [UInt8]

    init(_ response: TestClient.Response) {
      status = response.status.code
      let isFile = [200, 206].contains(status)
      var body = Array((response.body ?? ByteBuffer()).readableBytesView)
      var fields: [String: String] = [:]
      var names: [HTTPField.Name] = [.contentRange, .lastModified]
      if isFile { names += [.contentType, .contentLength] }
      // We say on 206 as well that ranges are served; nginx says it on 200 alone.
      if status == 200 { names.append(.acceptRanges) }
      for name in names where isFile || name == .contentRange {
        fields[name.canonicalName] = response.headers[name]
      }
      // Boundaries are each server's own, of its own length.
      if let type = fields["content-type"], let equals = type.firstIndex(of: "=") {
        let boundary = String(type[type.index(after: equals)...])
        fields["content-type"] = String(type[...equals])
        fields["content-length"] = nil
        body = Array(
          String(decoding: body, as: Unicode.ISOLatin1.self)
            .replacing(boundary, with: "BOUNDARY").utf8)
      }
      self.fields = fields
      self.body = isFile ? body : []
    }

    var description: String { "\(status) \(fields.sorted { $0.key < $1.key }) \(body.count) bytes" }
  }
}

extension Unicode {
  /// One byte, one character: lets bytes be searched as text without loss.
  enum ISOLatin1 {}
}

extension String {
  fileprivate init(decoding bytes: [UInt8], as _: Unicode.ISOLatin1.Type) {
    self.init(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
