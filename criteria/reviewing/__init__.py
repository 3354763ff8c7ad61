"""What the review pages show, read from the database and put into words: queue, differences, log, printed table."""
