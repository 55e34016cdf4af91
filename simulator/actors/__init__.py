"""Those who act on the suite during a day, each through public interfaces only."""
