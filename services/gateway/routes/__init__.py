"""HTTP: what channels and platforms reach. A request is read whole, within limits, before anything is made of it."""
