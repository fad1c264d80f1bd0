import ArgumentParser

/// The `studio` command.
@main struct Studio: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studio",
    abstract: "Books the rooms, levels the recordings, publishes the podcasts.",
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Booking",
        subcommands: [
          AvailabilityCommand.self, BookCommand.self, CancelCommand.self, CheckInCommand.self,
          ApproveCommand.self, RejectCommand.self, NoShowCommand.self, CalendarCommand.self,
          SeriesCommand.self, TokenCommand.self,
          ConfirmCommand.self, MoveCommand.self, ExtendCommand.self, WalkInCommand.self,
          BlockCommand.self, HistoryCommand.self, WaitlistCommand.self, ClosureCommand.self,
        ]),
      CommandGroup(
        name: "People and money",
        subcommands: [
          PersonCommand.self, OrganisationCommand.self, QuotaCommand.self, StatementCommand.self,
          AccountingCommand.self, PaymentCommand.self,
        ]),
      CommandGroup(
        name: "Answers",
        subcommands: [
          TodayCommand.self, WhyCommand.self, ReportCommand.self, AgendaCommand.self,
        ]),
      CommandGroup(
        name: "Sound", subcommands: [MeasureCommand.self, ProcessCommand.self]),
      CommandGroup(
        name: "Publishing",
        subcommands: [
          SessionCommand.self, ShowCommand.self, EpisodeCommand.self, FeedCommand.self,
        ]),
      CommandGroup(
        name: "Installation",
        subcommands: [
          InitCommand.self, VenueCommand.self, SpaceCommand.self, UnitCommand.self,
          OfferingCommand.self, ServeCommand.self, ExportCommand.self, DueCommand.self,
          DoctorCommand.self, DemoCommand.self,
        ]),
    ])
}
