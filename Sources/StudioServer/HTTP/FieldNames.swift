import HTTPTypes

extension HTTPField.Name {
  static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
  static let crossOriginResourcePolicy = known("Cross-Origin-Resource-Policy")
  static let permissionsPolicy = known("Permissions-Policy")
  static let referrerPolicy = known("Referrer-Policy")
  static let robotsTag = known("X-Robots-Tag")

  private static func known(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("not a field name: \(text)") }
    return name
  }
}
