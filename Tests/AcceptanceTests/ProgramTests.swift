import Foundation
import Localization
import StudioTestSupport
import Testing

@Suite struct ProgramTests {
  @Test(.needs("ldd")) func `studio links no libav library and the worker does`() throws {
    let ldd = try #require(BuiltProgram.tool("ldd"))
    let studio = try ldd(PackageRoot.products.appending(path: "studio").path)
    #expect(studio.exitCode == 0)
    #expect(!studio.standardOutput.contains("libav"))
    let worker = try ldd(PackageRoot.products.appending(path: "studio-media").path)
    #expect(worker.standardOutput.contains("libavformat"))
  }

  @Test func `every sentence exists in every language`() throws {
    let languages = Language.allCases.map(\.rawValue)
    let folder = PackageRoot.url.appending(path: "Sources/studio/Resources")
    let names = Set(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .map { String($0.prefix { $0 != "." }) })
    #expect(!names.isEmpty)
    for name in names {
      var keys: [String: Set<String>] = [:]
      for language in languages {
        let data = try Data(contentsOf: folder.appending(path: "\(name).\(language).json"))
        let texts = try JSONDecoder().decode([String: String].self, from: data)
        keys[language] = Set(
          texts.map { key, text in
            let placeholders = text.matches(of: /\{(\w+)\}/).map { String($0.1) }.sorted()
            return "\(key) \(placeholders)"
          })
      }
      for language in languages {
        #expect(keys[language] == keys["fr"], "\(name).\(language).json")
      }
    }
  }
}
