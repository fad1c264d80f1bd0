// swift-tools-version: 6.3
import PackageDescription

/// House settings, the same for every Swift target (docs/decisions/0004 and CONTRIBUTING.md).
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .treatWarning("DeprecatedDeclaration", as: .warning),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
]

/// MediaPipeline alone reads C buffers as spans.
let houseWithSpans: [SwiftSetting] =
  house + [.enableExperimentalFeature("SafeInteropWrappers")]

let houseC: [CSetting] = [
  .treatAllWarnings(as: .error),
  .enableWarning("all"),
  .enableWarning("extra"),
]

extension Target.Dependency {
  static let argumentParser: Self = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
  static let asyncHTTPClient: Self = .product(
    name: "AsyncHTTPClient", package: "async-http-client")
  static let configuration: Self = .product(
    name: "Configuration", package: "swift-configuration")
  static let crypto: Self = .product(name: "Crypto", package: "swift-crypto")
  static let grdb: Self = .product(name: "GRDB", package: "GRDB.swift")
  static let hummingbird: Self = .product(name: "Hummingbird", package: "hummingbird")
  static let hummingbirdTesting: Self = .product(
    name: "HummingbirdTesting", package: "hummingbird")
  static let httpTypes: Self = .product(name: "HTTPTypes", package: "swift-http-types")
  static let hummingbirdCore: Self = .product(name: "HummingbirdCore", package: "hummingbird")
  static let logging: Self = .product(name: "Logging", package: "swift-log")
  static let mustache: Self = .product(name: "Mustache", package: "swift-mustache")
  static let nioCore: Self = .product(name: "NIOCore", package: "swift-nio")
  static let nioEmbedded: Self = .product(name: "NIOEmbedded", package: "swift-nio")
  static let nioHTTP1: Self = .product(name: "NIOHTTP1", package: "swift-nio")
  static let nioHTTPTypes: Self = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
  static let nioPosix: Self = .product(name: "NIOPosix", package: "swift-nio")
  static let serviceLifecycle: Self = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
  static let systemPackage: Self = .product(name: "SystemPackage", package: "swift-system")
  static let subprocess: Self = .product(name: "Subprocess", package: "swift-subprocess")
}

let package = Package(
  name: "studio",
  products: [
    .library(name: "MediaPipeline", targets: ["MediaPipeline"]),
    .library(name: "StudioBooking", targets: ["StudioBooking"]),
    .library(name: "PodcastFeed", targets: ["PodcastFeed"]),
    .executable(name: "studio", targets: ["studio"]),
    .executable(name: "studio-media", targets: ["studio-media"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    // MARK: System libraries and C
    .systemLibrary(
      name: "CLibAV",
      pkgConfig: "libavformat libavcodec libavutil libswresample",
      providers: [.apt(["libavformat-dev", "libavcodec-dev"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "FFmpegShim", dependencies: ["CLibAV", "SampleKernels"], cSettings: houseC),
    .target(name: "SampleKernels", cSettings: houseC),
    .target(name: "WorkerConfinement", cSettings: houseC),

    // MARK: Libraries that stand on their own
    .target(
      name: "Localization", swiftSettings: house),
    .target(
      name: "MediaPipeline", dependencies: ["FFmpegShim", "SampleKernels", "MediaProtocol"],
      swiftSettings: houseWithSpans),
    .target(name: "MediaProtocol", swiftSettings: house),
    .target(
      name: "StudioBooking", dependencies: ["Localization"],
      resources: [.embedInCode("Resources")], swiftSettings: house),
    .target(
      name: "PodcastFeed", dependencies: ["Localization", .crypto],
      resources: [.embedInCode("Resources")], swiftSettings: house),

    // MARK: The service
    .target(
      name: "MediaWorker",
      dependencies: ["MediaProtocol", "Localization", .subprocess, .systemPackage],
      resources: [.embedInCode("Resources")], swiftSettings: house),
    .target(
      name: "StudioPublishing",
      dependencies: [
        "PodcastFeed", "MediaProtocol", "MediaWorker", "CZlib", "Localization", .configuration,
        .crypto, .mustache,
      ],
      resources: [.embedInCode("Resources")], swiftSettings: house),
    .target(
      name: "StudioStore",
      dependencies: [
        "StudioBooking", "StudioPublishing", "PodcastFeed", "Localization", .crypto, .grdb,
      ],
      resources: [.embedInCode("Resources")], swiftSettings: house),
    .target(
      name: "StudioServer",
      dependencies: [
        "CZlib", .crypto, .httpTypes, .hummingbird, .hummingbirdCore, .logging, .nioCore,
        .nioHTTPTypes, .nioPosix, .serviceLifecycle,
      ],
      swiftSettings: house),

    // MARK: Executables
    .executableTarget(
      name: "studio-media",
      dependencies: ["MediaPipeline", "MediaProtocol", "WorkerConfinement"],
      swiftSettings: house),
    .executableTarget(
      name: "studio",
      dependencies: [
        "StudioServer", "StudioPublishing", "StudioStore", "StudioBooking", "PodcastFeed",
        "MediaWorker", "MediaProtocol", "Localization", .argumentParser, .asyncHTTPClient, .logging,
        .nioCore, .nioHTTP1, .serviceLifecycle,
      ],
      resources: [.embedInCode("Resources")], swiftSettings: house),

    // MARK: Measurements, built by scripts/bench-booking only (STUDIO_PART=bench)
    .executableTarget(
      name: "booking-bench",
      dependencies: ["StudioStore", "StudioBooking", "StudioPublishing", .grdb],
      path: "Benchmarks/Booking", swiftSettings: house),

    // MARK: Examples, which see what any other package would see
    .executableTarget(
      name: "find-a-slot", dependencies: ["StudioBooking"], path: "Examples/find-a-slot",
      packageAccess: false, swiftSettings: house),
    .executableTarget(
      name: "measure-samples", dependencies: ["MediaPipeline"], path: "Examples/measure-samples",
      packageAccess: false, swiftSettings: house),
    .executableTarget(
      name: "write-a-feed", dependencies: ["PodcastFeed"], path: "Examples/write-a-feed",
      packageAccess: false, swiftSettings: house),

    // MARK: Tests
    .target(
      name: "StudioTestSupport", path: "Tests/StudioTestSupport", swiftSettings: house),
    .testTarget(
      name: "LocalizationTests", dependencies: ["Localization"], swiftSettings: house),
    .testTarget(
      name: "FFmpegShimTests", dependencies: ["FFmpegShim", "StudioTestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "MediaPipelineTests",
      dependencies: ["MediaPipeline", "MediaProtocol", "SampleKernels", "StudioTestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "MediaProtocolTests", dependencies: ["MediaProtocol"], swiftSettings: house),
    .testTarget(
      name: "MediaWorkerTests",
      dependencies: [
        "MediaWorker", "MediaProtocol", "Localization", "WorkerConfinement", "StudioTestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "StudioBookingTests",
      dependencies: ["StudioBooking", "Localization", "StudioTestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "PodcastFeedTests", dependencies: ["PodcastFeed", "Localization", "StudioTestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "StudioStoreTests",
      dependencies: [
        "StudioStore", "StudioBooking", "StudioPublishing", "PodcastFeed", "Localization",
        "StudioTestSupport", .grdb,
      ],
      swiftSettings: house),
    .testTarget(
      name: "StudioPublishingTests",
      dependencies: ["StudioPublishing", "PodcastFeed", "Localization", "StudioTestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "StudioServerTests",
      dependencies: [
        "StudioServer", "StudioTestSupport", .crypto, .httpTypes, .hummingbird,
        .hummingbirdTesting, .logging, .nioCore,
        .nioEmbedded, .nioHTTPTypes, .nioPosix, .serviceLifecycle,
      ],
      swiftSettings: house),
    .testTarget(
      name: "WebTests",
      dependencies: ["StudioTestSupport", "studio", "studio-media"], path: "Tests/Web",
      exclude: ["conftest.py", "test_access.py", "test_pages.py", "test_player.py"],
      swiftSettings: house),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: [
        "Localization", "StudioTestSupport", "studio", "studio-media", "find-a-slot",
        "measure-samples", "write-a-feed",
      ],
      swiftSettings: house),
  ]
)

// `STUDIO_PART=NAME` leaves one part that stands on its own, so that it builds in seconds instead of minutes,
// each in a scratch path of its own: scripts/test builds `media` optimised, scripts/asan with AddressSanitizer,
// and whoever works on one domain runs its tests alone (CONTRIBUTING.md).
let parts: [String: (product: String, targets: Set<String>)] = [
  "media": (
    "MediaPipeline",
    [
      "CLibAV", "FFmpegShim", "SampleKernels", "MediaProtocol", "MediaPipeline",
      "WorkerConfinement", "studio-media", "StudioTestSupport", "FFmpegShimTests",
      "MediaPipelineTests",
    ]
  ),
  "booking": (
    "StudioBooking",
    ["Localization", "StudioBooking", "StudioTestSupport", "StudioBookingTests"]
  ),
  "feed": (
    "PodcastFeed", ["Localization", "PodcastFeed", "StudioTestSupport", "PodcastFeedTests"]
  ),
  "store": (
    "StudioStore",
    [
      "CZlib", "Localization", "MediaProtocol", "MediaWorker", "PodcastFeed", "StudioBooking",
      "StudioPublishing", "StudioStore", "StudioTestSupport", "StudioStoreTests",
    ]
  ),
  "bench": (
    "booking-bench",
    [
      "CZlib", "Localization", "MediaProtocol", "MediaWorker", "PodcastFeed", "StudioBooking",
      "StudioPublishing", "StudioStore", "booking-bench",
    ]
  ),
]
if let part = Context.environment["STUDIO_PART"].flatMap({ parts[$0] }) {
  package.targets.removeAll { !part.targets.contains($0.name) }
  package.products.removeAll { $0.name != part.product }
} else {
  package.targets.removeAll { $0.name == "booking-bench" }
}
