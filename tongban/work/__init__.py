"""What is under way? Rooms whose rows proceed to an end: a state, a deadline."""
