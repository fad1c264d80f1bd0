/// What feeds demand of an address.
package enum FeedURL {
  /// The first rule an address breaks.
  static func problem(in url: String) -> FeedRule? {
    guard let authority = authority(of: url) else { return .urlNotAbsolute }
    if authority.isEmpty { return .urlNotAbsolute }
    guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return .urlNotASCII }
    return url.lowercased().hasPrefix("https://") ? nil : .urlNotHTTPS
  }

  /// Whether the host is this machine, where a certificate cannot be had.
  package static func isLoopback(_ url: String) -> Bool {
    guard var host = authority(of: url)?.lowercased() else { return false }
    if host.hasPrefix("[") { return host.hasPrefix("[::1]") }
    if let port = host.firstIndex(of: ":") { host = String(host[..<port]) }
    return host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.")
  }

  /// The extension of the last path component, lower case.
  static func pathExtension(of url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private static func authority(of url: String) -> String? {
    for scheme in ["https://", "http://"]
    where url.prefix(scheme.count).lowercased() == scheme {
      return String(url.dropFirst(scheme.count).prefix { !"/?#".contains($0) })
    }
    return nil
  }
}
