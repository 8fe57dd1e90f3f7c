"""Papers of exits and of the votes that lead to them."""
