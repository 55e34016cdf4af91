"""Ways in which automatic notices leave: one file a batch. Each takes contacts and answers which it really sent."""
