internal import Foundation

#if canImport(FoundationXML)
  internal import FoundationXML
#endif

/// Collects the parser's events as a tree; lives for one parse on one thread.
final class FeedTreeBuilder: NSObject, XMLParserDelegate {
  private(set) var root: FeedElement?
  private(set) var prefixes: [String: String] = [:]
  private var open: [FeedElement] = []

  func parser(
    _ parser: XMLParser, didStartMappingPrefix prefix: String, toURI namespaceURI: String
  ) {
    prefixes[prefix] = namespaceURI
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(
      FeedElement(
        name: elementName, namespace: namespaceURI ?? "",
        qualifiedName: qualifiedName.flatMap { $0.isEmpty ? nil : $0 } ?? elementName,
        attributes: attributes, line: max(1, parser.lineNumber)))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += string
  }

  func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += String(decoding: CDATABlock, as: UTF8.self)
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    guard let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }
}
