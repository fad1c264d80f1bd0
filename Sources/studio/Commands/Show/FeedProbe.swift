import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import PodcastFeed

/// Asks for a feed and the files it names as apps and directories do, to see how they are answered.
struct FeedProbe {
  /// Covers have at most 3000 × 3000 pixels; what is larger is not looked into.
  private static let pictureBytes = 16 << 20

  /// How the feed itself is answered to who has it already, and to HEAD.
  ///
  /// - Parameter feed: what was fetched.
  /// - Returns: the answers to GET, HEAD and the second GET.
  func answers(about feed: FeedFetch.Fetched) async -> (
    get: FileAnswer, head: FileAnswer, again: FileAnswer?
  ) {
    let get = FileAnswer(status: 200, type: feed.type, length: feed.bytes.count)
    let head = await ask(.HEAD, feed.address)
    var again: FileAnswer?
    if let tag = feed.entityTag {
      again = await ask(.GET, feed.address, ("If-None-Match", tag))
    } else if let date = feed.lastModified {
      again = await ask(.GET, feed.address, ("If-Modified-Since", date))
    }
    return (get, head, again)
  }

  /// Asks for one file.
  ///
  /// - Parameter file: what a feed names.
  /// - Returns: everything that was answered.
  func answers(about file: NamedFile) async -> FileAnswers {
    var answers = FileAnswers(file, head: await ask(.HEAD, file.url))
    guard answers.head.status == 200 else {
      answers.get = await ask(.GET, file.url)
      return answers
    }
    switch file.kind {
    case .enclosure: answers.part = await ask(.GET, file.url, ("Range", "bytes=0-1"))
    case .image: answers.facts = await facts(of: file.url)
    case .side: break
    }
    return answers
  }

  private func request(
    _ method: HTTPMethod, _ url: String, _ field: (name: String, value: String)? = nil
  ) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: url)
    request.method = method
    request.headers.add(name: "User-Agent", value: "Studio feed check")
    if let field { request.headers.add(name: field.name, value: field.value) }
    return request
  }

  private func ask(
    _ method: HTTPMethod, _ url: String, _ field: (name: String, value: String)? = nil
  ) async -> FileAnswer {
    do {
      let response = try await HTTPClient.shared.execute(
        request(method, url, field), timeout: .seconds(30))
      return FileAnswer(
        status: Int(response.status.code),
        type: response.headers.first(name: "Content-Type").map(FeedFetch.essence),
        length: response.headers.first(name: "Content-Length").flatMap { Int($0) })
    } catch {
      return FileAnswer(status: nil, reason: "\(error)")
    }
  }

  /// What a picture's header says; nil when it cannot be read, which its type or status tells.
  private func facts(of url: String) async -> ArtworkFacts? {
    guard
      let response = try? await HTTPClient.shared.execute(
        request(.GET, url), timeout: .seconds(30)),
      let body = try? await response.body.collect(upTo: Self.pictureBytes)
    else { return nil }
    return try? ArtworkInspector.facts(of: Array(body.readableBytesView))
  }
}
