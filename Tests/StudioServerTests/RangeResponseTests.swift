import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import StudioServer

/// Longer than one inline read and one block, so that a body comes in several pieces.
let largeMedia = noise(700_001)

@Suite struct RangeResponseTests {
  let fixture: PublicFixture
  let url: String
  let tag: String

  init() throws {
    fixture = try PublicFixture()
    url = try fixture.writeMedia(largeMedia)
    tag = "\"\(sha256(largeMedia))\""
  }

  @Test(arguments: [
    ("bytes=0-0", 0..<1), ("bytes=-1", 700_000..<700_001), ("bytes=100-199", 100..<200),
    ("bytes=600000-", 600_000..<700_001), ("bytes=-300000", 400_001..<700_001),
    ("bytes=0-", 0..<700_001), ("bytes=131071-131073", 131_071..<131_074),
    ("bytes=1-393217", 1..<393_218), ("bytes=699999-9999999", 699_999..<700_001),
  ])
  func `a single range gets exactly its bytes`(header: String, part: Range<Int>) async throws {
    let response = try await fixture.send(.get, url, [.range: header])
    #expect(response.status == .partialContent)
    #expect(response.bytes == Array(largeMedia[part]))
    #expect(
      response.headers[.contentRange] == "bytes \(part.lowerBound)-\(part.upperBound - 1)/700001")
    #expect(response.headers[.contentLength] == String(part.count))
    #expect(response.headers[.eTag] == tag)
    #expect(response.headers[.contentType] == "audio/mpeg")
  }

  @Test(arguments: ["bytes=700001-", "bytes=-0", "bytes=800000-900000"])
  func `a range past the end gets 416 with the size`(header: String) async throws {
    let response = try await fixture.send(.get, url, [.range: header])
    #expect(response.status == .rangeNotSatisfiable)
    #expect(response.headers[.contentRange] == "bytes */700001")
    #expect(response.headers[.cacheControl] == "no-store")
  }

  @Test(arguments: ["bytes=9-1", "bytes=x", "items=0-1", "bytes=0-1, bytes=3-4"])
  func `what is no range gets the whole file`(header: String) async throws {
    let response = try await fixture.send(.get, url, [.range: header])
    #expect(response.status == .ok)
    #expect(response.bytes == largeMedia)
    #expect(response.headers[.contentRange] == nil)
  }

  @Test func `several ranges come as one multipart body`() async throws {
    let response = try await fixture.send(.get, url, [.range: "bytes=0-9, 650000-699999, -5"])
    #expect(response.status == .partialContent)
    let type = try #require(response.headers[.contentType])
    let prefix = "multipart/byteranges; boundary="
    try #require(type.hasPrefix(prefix))
    let boundary = type.dropFirst(prefix.count)
    var expected: [UInt8] = []
    for part in [0..<10, 650_000..<700_000, 699_996..<700_001] {
      expected += Array(
        """
        \r\n--\(boundary)\r\nContent-Type: audio/mpeg\r\n\
        Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/700001\r\n\r\n
        """.utf8)
      expected += largeMedia[part]
    }
    expected += Array("\r\n--\(boundary)--\r\n".utf8)
    #expect(response.bytes == expected)
    #expect(response.headers[.contentLength] == String(expected.count))
    #expect(response.headers[.contentRange] == nil)
  }

  @Test func `a thousand ranges get the whole file once`() async throws {
    let ranges = (0..<1_000).map { "\($0)-\($0)" }.joined(separator: ",")
    let response = try await fixture.send(.get, url, [.range: "bytes=" + ranges])
    #expect(response.status == .ok)
    #expect(response.bytes.count == largeMedia.count)
  }

  @Test func `If-Range lets only the strong tag or the exact date through`() async throws {
    let date = try #require(try await fixture.send(.head, url).headers[.lastModified])
    let cases = [
      (tag, true), (date, true), ("W/" + tag, false), ("\"other\"", false),
      ("Thu, 01 Jan 1970 00:00:00 GMT", false), ("", false),
    ]
    for (validator, isPartial) in cases {
      let response = try await fixture.send(.get, url, [.range: "bytes=5-9", .ifRange: validator])
      #expect(response.status == (isPartial ? .partialContent : .ok), "\(validator)")
      #expect(response.bytes == (isPartial ? Array(largeMedia[5..<10]) : largeMedia))
    }
  }

  @Test(arguments: [[:], [.range: "bytes=0-9"], [.range: "bytes=999999-"]] as [HTTPFields])
  func `HEAD has the fields of the whole file and no body`(fields: HTTPFields) async throws {
    let head = try await fixture.send(.head, url, fields)
    let get = try await fixture.send(.get, url)
    #expect(head.status == .ok)
    #expect(head.headers == get.headers)
    #expect(head.headers[.contentLength] == "700001")
    #expect(head.headers[.acceptRanges] == "bytes")
    #expect(head.bytes.isEmpty)
  }

  @Test func `an empty file is 200 whole and 416 in part`() async throws {
    let empty = try fixture.writeMedia([])
    let whole = try await fixture.send(.get, empty)
    #expect(whole.status == .ok)
    #expect(whole.headers[.contentLength] == "0")
    #expect(
      try await fixture.send(.get, empty, [.range: "bytes=0-"]).status == .rangeNotSatisfiable)
  }

  @Test func `a file replaced while it is read stays one file`() async throws {
    try fixture.write("a.bin.txt", largeMedia)
    let folder = PublicFolder(path: fixture.path)
    guard case .file(let old) = try folder.entry(["a.bin.txt"]) else {
      Issue.record("the file is not found")
      return
    }
    var bytes = Array(try old.read(0..<1_000).readableBytesView)
    try fixture.write("a.bin.txt", noise(700_001, seed: 2))
    bytes += Array(try old.read(1_000..<700_001).readableBytesView)
    #expect(bytes == largeMedia)
  }

  @Test func `a file cut short while it is read fails the response`() async throws {
    try fixture.write("a.txt", noise(1_000))
    guard case .file(let file) = try PublicFolder(path: fixture.path).entry(["a.txt"]) else {
      Issue.record("the file is not found")
      return
    }
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: fixture.path + "/a.txt"))
    try handle.truncate(atOffset: 500)
    try handle.close()
    #expect(throws: OpenFile.ShortFile.self) { try file.read(0..<1_000) }
  }
}
