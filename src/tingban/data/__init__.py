"""Tables, constraints and row scope."""
