import StudioTestSupport
import Testing

@testable import StudioPublishing

@Suite struct FrenchSpacingTests {
  @Test func `a line does not break before a mark or inside quotes`() {
    let text = FrenchSpacing.text("Qui ? « Moi » : oui ; non !", language: "fr-BE")
    #expect(text == "Qui\u{A0}? «\u{A0}Moi\u{A0}»\u{A0}: oui\u{A0}; non\u{A0}!")
    #expect(FrenchSpacing.text("Wie ? « Ik »", language: "nl") == "Wie ? « Ik »")
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `one pass does what a replacement of each pair would`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [" ", " ", ":", ";", "!", "?", "«", "»", "a", "é", "文", "\u{AB}\u{BB}", "👍"]
    let pairs = [" :", " ;", " !", " ?", "« ", " »"]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator)!
      }.joined()
      let naive = pairs.reduce(text) { words, pair in
        words.replacing(pair, with: pair.replacing(" ", with: "\u{A0}"))
      }
      #expect(FrenchSpacing.text(text, language: "fr") == naive, "\(text.debugDescription)")
    }
  }
}
