"""The outbox to people: notices, who has read them, and their ways out of the house."""
