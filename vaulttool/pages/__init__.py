"""Generated notes: review, agenda, briefing, in English and French."""
