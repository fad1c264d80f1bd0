/// The worker executable.
@main enum StudioMedia {
  static func main() {}
}
