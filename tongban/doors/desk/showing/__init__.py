"""What the pages of the desk show, read from the rooms' questions: rows, clocks in words, checklists, the log."""
