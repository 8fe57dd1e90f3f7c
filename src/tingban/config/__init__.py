"""The roof: settings and root urls; wires all floors together."""
