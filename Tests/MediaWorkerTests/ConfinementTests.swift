import Foundation
import StudioTestSupport
import Testing
import WorkerConfinement

/// What the kernel takes away from a worker.
@Suite struct ConfinementTests {
  @Test(.enabled(if: wc_landlock_version() > 1, "no Landlock, or its first version"))
  func `after confinement only the output folders can be opened`() async {
    await #expect(processExitsWith: .success) {
      let outside = try TemporaryFolder()
      let inside = try TemporaryFolder()
      let canary = outside.file("canary.wav").path
      try Data("canary".utf8).write(to: URL(filePath: canary))
      let folder = unsafe open(inside.url.path, O_RDONLY | O_DIRECTORY)
      let before = unsafe open(canary, O_RDONLY)
      try #require(folder >= 0 && before >= 0)
      try #require(unsafe wc_confine([folder], 1) == 1)

      try #require(unsafe open(canary, O_RDONLY) < 0 && errno == EACCES)
      try #require(unsafe open(outside.file("new").path, O_RDWR | O_CREAT, 0o600) < 0)
      try #require(unsafe rename(canary, inside.file("stolen").path) < 0)
      try #require(unsafe open("/etc/passwd", O_RDONLY) < 0)
      let kept = unsafe openat(folder, "new", O_RDWR | O_CREAT, 0o600)
      try #require(kept >= 0)
      try #require(unsafe renameat(folder, "new", folder, "renamed") == 0)
      try #require(unsafe symlinkat(canary, folder, "link") < 0)
      var byte: UInt8 = 0
      try #require(unsafe read(before, &byte, 1) == 1, "open descriptors keep working")
    }
  }

  @Test func `limits hold, and a stricter parent's stay`() async {
    await #expect(processExitsWith: .success) {
      let limits = wc_limits(
        address_space_bytes: 8 << 30, cpu_seconds: 60, file_bytes: 4_096, open_files: 64)
      try #require(wc_limit(limits) == 0)
      var found = rlimit()
      try #require(unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &found) == 0)
      try #require(found.rlim_max == 64)
      var looser = limits
      looser.open_files = 1_000
      try #require(wc_limit(looser) == 0)
      try #require(unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &found) == 0)
      try #require(found.rlim_max == 64)
      // Writing on beyond the limit is an error, not a death.
      let folder = try TemporaryFolder()
      let file = unsafe open(folder.file("big").path, O_RDWR | O_CREAT, 0o600)
      let bytes = [UInt8](repeating: 1, count: 8_192)
      try #require(unsafe write(file, bytes, bytes.count) == 4_096)
      try #require(unsafe write(file, bytes, bytes.count) == -1 && errno == EFBIG)
    }
  }
}
