import Hummingbird

/// The address that feeds give for an episode's audio, `/media/<show id>/<episode id>.<ext>`.
///
/// On disk it is a relative symbolic link, switched by rename when the audio is made anew. It is
/// answered with one redirect to the immutable file, so that bytes of two versions are never joined
/// under one URL.
///
/// A client that resumes here without a validator (DESIGN §6) is to be told apart in `response`,
/// from the request's `Range` and the age of the link.
enum StableMedia {
  /// Answers for a link.
  ///
  /// - Parameters:
  ///   - target: what the link holds.
  ///   - folder: the public folder.
  /// - Returns: 302 to the immutable file; 404 when the link is not of the published form,
  ///   `../files/<sha256>.<ext>`, or its file is not there.
  /// - Throws: ``SystemError``.
  static func response(linkTarget target: String, in folder: PublicFolder) throws -> Response {
    let parts = target.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0] == "..", parts[1] == "files" else { return missing }
    let components = ["media", "files", parts[2]]
    guard case .immutable = FileClass(components: components),
      let path = PublicPath(urlPath: "/" + components.joined(separator: "/")),
      case .file = try folder.entry(path.components)
    else { return missing }
    return PlainResponse.redirect(
      to: path.lookupKey, status: .found, fields: FileClass.stableMedia.fields)
  }

  private static var missing: Response {
    PlainResponse.error(.notFound, fields: FileClass.stableMedia.fields)
  }
}
