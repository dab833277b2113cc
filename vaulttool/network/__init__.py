"""The domain: contacts, cadence, last contact, the plan. No I/O, no clock."""
