"""The event log: every act leaves an entry."""
