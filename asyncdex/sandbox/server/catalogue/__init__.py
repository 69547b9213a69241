"""What the sandbox knows: entities, the generator that invents them and the reader of recorded answers."""
