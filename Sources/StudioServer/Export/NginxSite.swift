import HTTPTypes

/// The part of an nginx configuration that serves an exported site under the same addresses, with the
/// same types, caching and protective fields as `studio serve`.
///
/// What differs, and why, is said in the file itself.
public struct NginxSite: Sendable {
  private let root: String
  private let routes: RouteTable

  /// Describes a site.
  ///
  /// - Parameters:
  ///   - root: the folder of the exported files, absolute.
  ///   - routes: the bytes of `routes.json`; nil when there is none.
  /// - Throws: a decoding error when the routes cannot be read.
  public init(root: String, routes: [UInt8]?) throws {
    self.root = root
    self.routes = try routes.map { try RouteTable(json: $0) } ?? .empty
  }

  /// Whether `studio serve` would send a file of the public folder, or use it as a compressed twin.
  ///
  /// - Parameter path: below the public folder, without a slash in front.
  /// - Returns: false for hidden files, the list of routes and whatever else is not for listeners.
  public static func serves(_ path: String) -> Bool {
    let components = path.split(separator: "/").map(String.init)
    guard components.allSatisfy({ !$0.hasPrefix(".") }), let name = components.last else {
      return false
    }
    if name.hasSuffix(".gz") {
      let plain = components.dropLast() + [String(name.dropLast(".gz".count))]
      return FileClass(components: Array(plain))?.hasCompressedTwin == true
    }
    return FileClass(components: components)?.isExported == true
  }

  /// The text to include in a `server` block.
  public var text: String {
    """
    # Written by `studio export`. Use it inside a server block of your own:
    #
    #   server { listen 443 ssl; server_name …; ssl_certificate …; include \(root)/../nginx.conf; }
    #
    # Differences from `studio serve`: the addresses in the feed answer with the audio itself instead of
    # a redirect to it; validators are nginx's own (time and size); answers that are not files are worded
    # by nginx; former names of the site, which this server has to be given too, lead on in two hops where
    # the address has moved as well.
    root \(Self.quoted(root));
    disable_symlinks off;
    absolute_redirect off;
    charset off;
    gzip_static on;
    gzip_vary on;
    types {
    \(types)
    }
    default_type application/octet-stream;
    error_page 403 404 = @missing;
    error_page 418 = @preflight;
    if ($request_method = OPTIONS) { return 418; }

    location @missing { types { } default_type "text/plain; charset=utf-8"; add_header Access-Control-Allow-Origin "*" always; return 404 "404 Not Found\\n"; }
    location @preflight {
    \(Self.headers(PublicSide.preflightFields))
      return 204;
    }

    # Moved for good, and taken down.
    \(formerHosts)\(routeLocations)
    # Not for listeners.
    location ~ /\\. { return 404; }
    location ~ ^/[^/]*\\.json$ { return 404; }
    location ~ \\.gz$ { return 404; }

    # Feeds go by the entity tag alone: an app that stores a date instead asks for the whole feed after
    # three days.
    location ~ (^|/)feed\\.xml$ {
      types { } default_type "application/rss+xml; charset=utf-8";
      if_modified_since off; add_header Last-Modified "";
    \(Self.headers(FileClass.feed.fields))
    }
    location ~ \\.opml$ {
      if_modified_since off; add_header Last-Modified "";
    \(Self.headers(FileClass.feed.fields))
    }
    location ^~ /media/ {
    \(Self.headers(FileClass.stableMedia.fields))
      location ^~ /media/files/ {
    \(Self.headers(FileClass.immutable(sha256: "").fields))
      }
      location /media/side/ {
        location ~ \\.chapters\\.json$ {
          types { } default_type application/json+chapters;
    \(Self.headers(FileClass.immutable(sha256: "").fields))
        }
    \(Self.headers(FileClass.immutable(sha256: "").fields))
      }
    }

    # Pages: a folder is its index.html, and its address ends in a slash.
    location ~ ^(/[a-z][a-z])?/shows/[^/]+/episodes/[^/]+/embed/(index\\.html)?$ {
      index index.html;
    \(Self.headers(FileClass.embeddedPage.fields))
    }
    location ~ (/|\\.html)$ {
      index index.html;
    \(Self.headers(FileClass.page.fields))
    }
    location / {
      if (-f $request_filename/index.html) { return 301 $uri/$is_args$args; }
      try_files $uri @missing;
    \(Self.headers(FileClass.asset.fields))
    }

    """
  }

  private var types: String {
    MediaType.all.sorted { $0.key < $1.key }
      .map { "  \(Self.quoted($0.value)) \($0.key);" }.joined(separator: "\n")
  }

  private var formerHosts: String {
    routes.hosts.sorted { $0.key < $1.key }.map { host, base in
      // Names are compared without case (RFC 9110 §4.2.3), which `=` does not do.
      let name = host.map { ".[]".contains($0) ? "\\\($0)" : "\($0)" }.joined()
      // The quote goes on around what nginx fills in.
      let target = Self.quoted(base).dropLast() + "$request_uri\""
      return "if ($http_host ~* \"^\(name)$\") { return 301 \(target); }\n"
    }.joined()
  }

  private var routeLocations: String {
    routes.all.sorted { $0.path < $1.path }.map { path, answer in
      let action =
        switch answer {
        case .gone:
          """
          types { } default_type "text/plain; charset=utf-8"; \
          add_header Access-Control-Allow-Origin "*" always; return 410 "410 Gone\\n";
          """
        case .redirect(let redirect):
          "return \(redirect.status) \(Self.quoted(redirect.to));"
        }
      let both = path == "/" ? [path] : [path, path + "/"]
      return both.map { "location = \(Self.quoted($0)) { \(action) }\n" }.joined()
    }.joined()
  }

  private static func headers(_ fields: HTTPFields) -> String {
    fields.map { "  add_header \($0.name.rawName) \(quoted($0.value)) always;" }
      .joined(separator: "\n")
  }

  /// A value as nginx reads it: no quote ends it and no dollar begins a variable.
  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("$", with: "%24")
    return "\"\(escaped)\""
  }
}
