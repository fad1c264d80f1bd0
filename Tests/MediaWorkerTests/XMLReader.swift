import Foundation
import StudioTestSupport

/// An independent judge of well-formedness: Python's expat.
struct XMLReader {
  /// Whether the bytes are a well-formed document.
  func accepts(_ bytes: Data) -> Bool {
    guard let python = Tool.path("python3"), let folder = try? TemporaryFolder() else {
      return false
    }
    let file = folder.file("document.xml")
    guard (try? bytes.write(to: file)) != nil else { return false }
    let script = "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])"
    return (try? Tool.run(python, "-c", script, file.path).status) == 0
  }
}
