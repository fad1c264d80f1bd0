// swift-tools-version: 6.3
import PackageDescription

// Each example uses one library product from outside, as another program would.
let package = Package(
  name: "examples",
  dependencies: [.package(name: "studio", path: "..")],
  targets: [
    .executableTarget(
      name: "measure-samples", dependencies: [.product(name: "MediaPipeline", package: "studio")]),
    .executableTarget(
      name: "find-a-slot", dependencies: [.product(name: "StudioBooking", package: "studio")]),
    .executableTarget(
      name: "write-a-feed", dependencies: [.product(name: "PodcastFeed", package: "studio")]),
  ]
)
