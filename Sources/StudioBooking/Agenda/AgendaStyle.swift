extension AgendaPage {
  /// The style sheet of the agenda page: one column, for phones, wide screens, dark and paper.
  public static let stylesheet = """
    :root { color-scheme: light dark; --line: #8885; --quiet: #666; }
    @media (prefers-color-scheme: dark) { :root { --quiet: #aaa; } }
    body { font: 1.05rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 42rem; padding: 1rem 1.2rem; }
    h1 { font-size: 1.7rem; line-height: 1.2; }
    h2 { border-bottom: 1px solid var(--line); font-size: 1.1rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem; }
    article { display: grid; grid-template-columns: 9.5rem 1fr; column-gap: 1rem; margin: 1rem 0; }
    article > * { grid-column: 2; margin: 0; }
    article > .time { font-variant-numeric: tabular-nums; grid-column: 1; grid-row: 1 / span 3; }
    h3 { font-size: 1.05rem; }
    .facts, footer { color: var(--quiet); font-size: .95rem; }
    .cancelled h3 a, .cancelled .time { text-decoration: line-through; }
    @media (max-width: 34rem) { article { display: block; } }
    @media print { footer { display: none; } a { color: inherit; text-decoration: none; } }

    """
}
