import Configuration
public import Foundation

/// The settings of one installation: studio.json, each overridden by an environment variable.
public struct StudioConfiguration: Sendable, Hashable {
  /// The absolute address listeners reach the public files under: `baseURL`, `STUDIO_BASE_URL`.
  public var baseURL: URL
  /// The address `studio serve` listens on: `listen.host`, `STUDIO_LISTEN_HOST`.
  public var host: String
  /// The port `studio serve` listens on: `listen.port`, `STUDIO_LISTEN_PORT`.
  public var port: Int

  /// Settings for a base URL.
  ///
  /// - Parameters:
  ///   - baseURL: an absolute http or https URL; nil stands for the listen address.
  ///   - host: the address to listen on.
  ///   - port: the port to listen on.
  /// - Throws: ``ConfigurationRefusal`` when the base URL is not absolute http or https.
  public init(baseURL: String?, host: String = "127.0.0.1", port: Int = 8080) throws {
    let text = baseURL ?? "http://\(host):\(port)"
    guard let url = URL(string: text), let scheme = url.scheme, let name = url.host,
      ["http", "https"].contains(scheme), !name.isEmpty, url.query == nil, url.fragment == nil
    else { throw ConfigurationRefusal(key: "baseURL", value: text) }
    guard (1...65_535).contains(port) else {
      throw ConfigurationRefusal(key: "listen.port", value: "\(port)")
    }
    self.baseURL = url
    self.host = host
    self.port = port
  }

  /// Reads the settings of a data folder.
  ///
  /// - Parameters:
  ///   - folder: the data folder; a missing studio.json means the standard settings.
  ///   - environment: the process's environment, which wins over the file.
  /// - Throws: ``ConfigurationRefusal`` for a value that cannot be, or the file's error.
  public init(
    readingFrom folder: DataFolder,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws {
    _ = try SettingsDocument.unknownKeys(in: folder.configuration)
    let location = InMemoryProvider(values: [
      "filePath": .init(.string(folder.configuration.path), isSecret: false),
      "allowMissing": .init(.bool(true), isSecret: false),
    ])
    let file: FileProvider<JSONSnapshot>
    do {
      file = try await FileProvider<JSONSnapshot>(config: ConfigReader(provider: location))
    } catch {
      throw ConfigurationRefusal(
        .unreadable, key: folder.configuration.path, value: "\(error)")
    }
    let settings = ConfigReader(providers: [
      EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "studio"),
      file,
    ])
    // The file's types are checked; what is a text and no number comes from the environment.
    let port = settings.int(forKey: "listen.port")
    if port == nil, let text = settings.string(forKey: "listen.port") {
      throw ConfigurationRefusal(key: "listen.port", value: text)
    }
    try self.init(
      baseURL: settings.string(forKey: "baseURL"),
      host: settings.string(forKey: "listen.host", default: "127.0.0.1"), port: port ?? 8080)
  }

  /// Finds names in studio.json that are no setting of this version.
  ///
  /// - Parameter folder: the data folder.
  /// - Returns: the names, dotted and sorted; empty without a file.
  /// - Throws: ``ConfigurationRefusal`` when the file cannot be read.
  public static func unknownSettings(in folder: DataFolder) throws -> [String] {
    try SettingsDocument.unknownKeys(in: folder.configuration)
  }

  /// Refuses a base URL under which nothing could be published (DESIGN §6).
  ///
  /// - Throws: ``ConfigurationRefusal`` for http on anything but this machine.
  public func requireSecureBaseURL() throws {
    if PublicAddresses(baseURL: baseURL).isInsecure {
      throw ConfigurationRefusal(
        .insecureBaseURL, key: "baseURL", value: baseURL.absoluteString)
    }
  }

  /// Writes studio.json.
  ///
  /// - Parameter folder: the data folder.
  /// - Throws: ``FileFailure``.
  public func write(to folder: DataFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = SettingsDocument(
      baseURL: baseURL.absoluteString, listen: .init(host: host, port: port))
    try DurableFile.write(
      try encoder.encode(document), to: folder.configuration, temporary: folder.temporary)
  }
}
