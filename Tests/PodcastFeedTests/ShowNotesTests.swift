import PodcastFeed
import StudioTestSupport
import Testing

@Suite struct ShowNotesTests {
  @Test(arguments: [
    ("<p>Bonjour <b>tous</b></p>", "<p>Bonjour <b>tous</b></p>"),
    ("<script>alert(1)</script>ok", "ok"),
    ("<SCRIPT src=x>a</ScRiPt >b", "b"),
    ("<p onclick=\"x()\" style='a'>hi</p>", "<p>hi</p>"),
    ("<a href=\"javascript:alert(1)\">x</a>", "x"),
    ("<a href=\"java\tscript:alert(1)\">x</a>", "x"),
    ("<a href=' JAVASCRIPT&#58;alert(1)'>x</a>", "x"),
    ("<a href=\"/relative\">x</a>", "x"),
    (
      "<a href=\"https://e.be/é?a=1&amp;b=2\" target=_blank>x</a>",
      "<a href=\"https://e.be/%C3%A9?a=1&amp;b=2\">x</a>"
    ),
    (
      "<a href=\"https://e.be/&quot;onmouseover=x\">x</a>",
      "<a href=\"https://e.be/%22onmouseover=x\">x</a>"
    ),
    ("<a href=mailto:a@b.be>x</a>", "<a href=\"mailto:a@b.be\">x</a>"),
    ("<iframe src=x></iframe><img src=x onerror=y>z", "z"),
    ("<svg><script>1</script></svg>z", "z"),
    ("<!-- <script> -->a<!doctype html><?php x ?>b", "ab"),
    ("<h2>Titre</h2><div>Texte</div>", "<p>Titre</p><p>Texte</p>"),
    ("<ul><li>un<li>deux</ul>", "<ul><li>un</li><li>deux</li></ul>"),
    (
      "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
      "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
    ),
    ("<li>seul", "seul"),
    ("<b>a<p>b</p></b>", "<b>a</b><p>b</p>"),
    ("<b><i>x</b></i>", "<b><i>x</i></b>"),
    ("</p></div>x", "x"),
    ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
    ("caf&eacute; &foo; &#x1F600; &#0; &#xD800;", "café &amp;foo; 😀  &amp;#xD800;"),
    ("a<b", "a"),
    ("<a href=\"https://e.be", ""),
    ("<<script>script>x", "&lt;"),
    ("nul\u{0}\u{FFFE}", "nul"),
    ("a<br/>b<BR>c", "a<br>b<br>c"),
    ("", ""),
  ])
  func `only allowed markup survives`(dirty: String, clean: String) {
    let once = ShowNotes.sanitised(dirty)
    #expect(once.html == clean)
    #expect(!once.isCut)
    #expect(ShowNotes.sanitised(once.html).html == once.html)
  }

  @Test(arguments: [3_999, 4_000, 4_001])
  func `notes around the limit are never over and never broken`(bytes: Int) {
    // Ends in a 4-byte emoji inside an open link (scenario 5 of anchors/publishing.md §7).
    let tail = "<a href=\"https://e.be/\">😀</a>"
    let html = String(repeating: "x", count: bytes - tail.utf8.count) + tail
    let notes = ShowNotes.sanitised(html, limitBytes: 4_000)
    #expect(notes.html.utf8.count <= 4_000)
    #expect(notes.isCut == (bytes > 4_000))
    #expect(ShowNotes.sanitised(notes.html).html == notes.html)
  }

  @Test func `any limit holds and leaves well-formed notes`() {
    let html =
      "<p>Voilà <b>des mots &amp; <a href=\"https://e.be/a?b&amp;c\">un lien 👩‍👩‍👧‍👦</a></b></p>"
      + "<ul><li>premier</li><li>deuxième <i>point</i></li></ul>"
    for limit in 0...html.utf8.count {
      let notes = ShowNotes.sanitised(html, limitBytes: limit)
      #expect(notes.html.utf8.count <= limit)
      #expect(notes.isCut == (limit < html.utf8.count))
      #expect(ShowNotes.sanitised(notes.html).html == notes.html)
      #expect(!notes.html.contains("👩…"))
    }
  }

  @Test func `five megabytes of hostile notes are handled in one pass`() {
    for piece in ["<", "<a ", "<b>", "&", "<!--", "</p>", "<script", "<p a='", "<ul><li>", "é "] {
      let html = String(repeating: piece, count: 5_000_000 / piece.utf8.count / 10)
      #expect(ShowNotes.sanitised(html, limitBytes: 4_000).html.utf8.count <= 4_000)
    }
  }

  @Test func `random markup always comes out clean`() {
    var generator = SeededGenerator(seed: 5)
    let pieces = [
      "<p>", "</p>", "<ul>", "<li>", "</ul>", "<a href='https://e.be'>", "</a>", "<b>", "</b>",
      "<i", ">", "é", " ", "&lt;", "<script>", "</script>", "<!--", "-->", "\"", "mot ",
    ]
    for _ in 0..<500 {
      let html = (0..<30).map { _ in pieces.randomElement(using: &generator)! }.joined()
      let once = ShowNotes.sanitised(html, limitBytes: 120).html
      #expect(ShowNotes.sanitised(once).html == once, "\(html)")
      #expect(once.utf8.count <= 120)
    }
  }

  @Test func `typed text becomes paragraphs`() {
    let notes = ShowNotes.paragraphs(ofPlainText: "Un\ndeux < trois\n\n\nQuatre")
    #expect(notes.html == "<p>Un<br>deux &lt; trois</p><p>Quatre</p>")
  }

  @Test(arguments: [
    ("<b>Gras</b> & <script>x</script>simple", "Gras & simple"), ("I <3 radio", "I <3 radio"),
    ("  deux\nlignes ", "deux lignes"), ("Tom &amp; Jerry", "Tom &amp; Jerry"),
  ])
  func `titles are plain text`(raw: String, title: String) {
    #expect(PlainText.title(raw) == title)
  }

  @Test func `notes can be read as text`() {
    #expect(PlainText.text(ofHTML: "<p>Un&nbsp;&amp;</p><p>deux</p>") == "Un & deux")
  }

  @Test(arguments: [
    ("\u{0}a\u{8} b\u{FFFE}", "a b"), ("a \u{0} b", "a b"), ("\r\n a \u{A0}\u{2003}b\u{85}", "a b"),
    ("à  l’été 👩‍👩‍👧\u{2028}!", "à l’été 👩‍👩‍👧 !"), (" \t ", ""), ("", ""), ("a", "a"),
  ])
  func `a title is one line of what XML allows`(raw: String, title: String) {
    #expect(PlainText.title(raw) == title)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `white space collapses as splitting at it would`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [" ", "\t", "\r\n", "\n", "\u{A0}", "\u{3000}", "a", "é", "文", "👍🏽", "-", "."]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator)!
      }.joined()
      let naive = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(PlainText.title(text) == naive, "\(text.debugDescription)")
    }
  }
}
