import GRDB

/// The database's structure, one file a migration, in order.
///
/// A migration that has been released never changes.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("01 booking", migrate: createBooking)
    migrator.registerMigration("02 publishing", migrate: createPublishing)
    migrator.registerMigration("03 lifecycle", migrate: createLifecycle)
    migrator.registerMigration("04 fairness", migrate: createFairness)
    migrator.registerMigration("05 series", migrate: createSeries)
    migrator.registerMigration("06 answers", migrate: createAnswers)
    migrator.registerMigration("07 publication life", migrate: createPublicationLife)
    migrator.registerMigration("08 waiting terms", migrate: createWaitingTerms)
    migrator.registerMigration("09 former addresses", migrate: createFormerAddresses)
    migrator.registerMigration("10 venue stamp", migrate: createVenueStamp)
    migrator.registerMigration("11 previews", migrate: createPreviews)
    migrator.registerMigration("12 ends", migrate: createEnds)
    migrator.registerMigration("13 paid amounts", migrate: createPaidAmounts)
    migrator.registerMigration("14 public items", migrate: createPublicItems)
    return migrator
  }
}
