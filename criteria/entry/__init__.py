"""What the pages of data entry show: the officer's start page and the form of one commune."""
