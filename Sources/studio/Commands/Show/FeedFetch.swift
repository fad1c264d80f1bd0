import AsyncHTTPClient
import Foundation
import Localization
import NIOCore
import NIOHTTP1

/// Reads a feed from the web, as an app would.
struct FeedFetch {
  /// A feed that was found.
  struct Fetched {
    /// Where it is: of a feed that has moved, where the redirects led.
    let address: String
    let bytes: [UInt8]
    /// The media type it was served as, without parameters.
    let type: String?
    /// What it can be asked for again with.
    let entityTag: String?
    let lastModified: String?
  }

  /// The most bytes that are read.
  let limitBytes: Int

  /// Asks for a feed.
  ///
  /// - Parameter address: an http or https URL; redirects are followed.
  /// - Returns: the feed.
  /// - Throws: ``FetchRefusal`` for any answer but 200.
  func fetch(_ address: String) async throws -> Fetched {
    var request = HTTPClientRequest(url: address)
    request.headers.add(name: "User-Agent", value: "Studio feed check")
    do {
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
      guard response.status == .ok else {
        throw FetchRefusal(address: address, reason: "\(response.status.code)")
      }
      let body = try await response.body.collect(upTo: limitBytes)
      return Fetched(
        address: response.url?.absoluteString ?? address, bytes: Array(body.readableBytesView),
        type: response.headers.first(name: "Content-Type").map(Self.essence),
        entityTag: response.headers.first(name: "ETag"),
        lastModified: response.headers.first(name: "Last-Modified"))
    } catch let refusal as FetchRefusal {
      throw refusal
    } catch {
      throw FetchRefusal(address: address, reason: "\(error)")
    }
  }
}

extension FeedFetch {
  /// A media type without its parameters, in lower case.
  static func essence(_ type: String) -> String {
    (type.split(separator: ";").first.map(String.init) ?? type)
      .trimmingCharacters(in: .whitespaces).lowercased()
  }
}

/// A feed that could not be read from the web.
struct FetchRefusal: ExplainedError {
  let address: String
  let reason: String

  var code: String { "unreachable" }

  func message(in language: Language) -> String {
    studioMessages.text("unreachable", in: language, ["url": address, "reason": reason])
  }
}
